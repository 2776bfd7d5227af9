/// What a task's line consists of, before its fields are read.
struct TaskParts {
    /// The start of the line up to the box.
    let box: TaskBox
    /// The text behind the box without white space at its ends and without block id.
    let body: ByteRange
    /// ` ^name` at the end, with its space.
    let blockID: ByteRange?
    /// Whether the plugin's rules apply.
    let isOwned: Bool

    /// Reads the line in a range of `bytes`; nil where it is no task, neither for the app nor for the plugin.
    @inline(__always)
    init?(_ bytes: SourceBytes, _ line: ByteRange, _ settings: TaskSettings) {
        // The settings are many, and not to be copied for each line.
        self.init(bytes, line, settings.isPluginEnabled, settings.globalFilter)
    }

    private init?(_ bytes: SourceBytes, _ line: ByteRange, _ isPluginEnabled: Bool, _ filter: String) {
        guard let box = TaskBox(bytes, line, isPluginEnabled) else { return nil }
        self.init(bytes, box, to: TaskBytes.lineEnd(bytes, box.end, line.upper), filter)
    }

    /// Reads what stands behind a box, up to the first line separator at `end`.
    init?(_ bytes: SourceBytes, _ box: TaskBox, to end: Int, _ filter: String) {
        let whole = TaskBytes.trimmed(bytes, box.end, end)
        blockID = Self.blockID(bytes, whole)
        body = blockID.map { TaskBytes.trimmed(bytes, whole.lower, $0.lower) } ?? whole
        let isFiltered = Self.contains(bytes, body, filter)
        guard box.isForApp || isFiltered else { return nil }
        self.box = box
        isOwned = box.isForPlugin && isFiltered
    }

    /// The ` ^name` at the end of a body; a body that is nothing else has none.
    private static func blockID(_ bytes: SourceBytes, _ body: ByteRange) -> ByteRange? {
        guard bytes.mayEndWithName(from: body.lower, to: body.upper) else { return nil }
        var name = body.upper
        while name > body.lower, bytes[name - 1].isBlockIDByte { name -= 1 }
        let start = name - 2
        guard name < body.upper, start >= body.lower, bytes[start] == 0x20,
            bytes[start + 1] == UInt8(ascii: "^")
        else { return nil }
        return ByteRange(start, body.upper)
    }

    private static func contains(_ bytes: SourceBytes, _ text: ByteRange, _ part: String) -> Bool {
        let part = part.utf8
        guard let first = part.first else { return true }
        guard part.count <= text.count else { return false }
        return (text.lower...(text.upper - part.count)).contains { offset in
            bytes[offset] == first && part.enumerated().allSatisfy { bytes[offset + $0] == $1 }
        }
    }
}

/// The start of a task's line up to the box.
struct TaskBox {
    /// Behind the marker.
    var markerEnd: Int
    /// The character in the box.
    var markRange: ByteRange
    /// Behind the box.
    var end: Int
    /// Whether the app takes the line for a task, and whether the plugin does.
    var isForApp: Bool
    var isForPlugin: Bool

    /// The box of a list item, behind a marker with nothing but blanks before it.
    init(of item: ListItem, _ box: CheckBox, isForPlugin: Bool) {
        markerEnd = item.markerRange.upper
        markRange = box.markRange
        end = box.markRange.upper + 1
        isForApp = true
        self.isForPlugin = isForPlugin
    }

    init?(_ bytes: SourceBytes, _ line: ByteRange, _ isPluginEnabled: Bool) {
        let stop = line.upper
        var offset = bytes.skipBlanks(from: line.lower, to: stop)
        var isPlainIndent = true
        while offset < stop {
            let length = TaskBytes.spaceLength(bytes, startingAt: offset, notBehind: stop)
            if length > 0 {
                if !bytes[offset].isBlank { isPlainIndent = false }
                offset += length
            } else if bytes[offset] == UInt8(ascii: ">") {
                offset += 1
            } else {
                break
            }
        }
        guard let marker = Self.markerLength(bytes, offset, stop) else { return nil }
        markerEnd = offset + marker
        var box = markerEnd
        box = bytes.skipBlanks(from: box, to: stop)
        guard box > markerEnd, box + 2 < stop, bytes[box] == UInt8(ascii: "[") else { return nil }
        let length = TaskBytes.scalarLength(bytes, at: box + 1, notBehind: stop)
        markRange = ByteRange(box + 1, box + 1 + length)
        end = markRange.upper + 1
        guard end <= stop, bytes[end - 1] == UInt8(ascii: "]"),
            TaskBytes.lineEnd(bytes, markRange.lower, markRange.upper) == markRange.upper
        else { return nil }
        let isSeparated = TaskBytes.spaceLength(bytes, startingAt: end, notBehind: stop) > 0
        isForApp = isPlainIndent && (end == stop || isSeparated)
        isForPlugin = isPluginEnabled && bytes.skip(0x20, from: markerEnd, to: box) == box
        guard isForApp || isForPlugin else { return nil }
    }

    /// How long a list marker is: `-`, `*`, `+`, `1.` or `1)`.
    private static func markerLength(_ bytes: SourceBytes, _ start: Int, _ end: Int) -> Int? {
        guard start < end else { return nil }
        switch bytes[start] {
        case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"): return 1
        default: break
        }
        var digits = start
        while digits < end, bytes[digits].isDigit { digits += 1 }
        guard digits > start, digits < end,
            bytes[digits] == UInt8(ascii: ".") || bytes[digits] == UInt8(ascii: ")")
        else { return nil }
        return digits - start + 1
    }
}
