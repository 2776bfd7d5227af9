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
    init?(_ bytes: [UInt8], _ line: ByteRange, _ settings: TaskSettings) {
        guard let box = TaskBox(bytes, line, settings) else { return nil }
        let whole = TaskBytes.trimmed(bytes, box.end, TaskBytes.lineEnd(bytes, box.end, line.upper))
        blockID = Self.blockID(bytes, whole)
        body = blockID.map { TaskBytes.trimmed(bytes, whole.lower, $0.lower) } ?? whole
        let isFiltered = Self.contains(bytes[body], settings.globalFilter)
        guard box.isForApp || isFiltered else { return nil }
        self.box = box
        isOwned = box.isForPlugin && isFiltered
    }

    /// The ` ^name` at the end of a body; a body that is nothing else has none.
    private static func blockID(_ bytes: [UInt8], _ body: ByteRange) -> ByteRange? {
        let name = bytes[body].reversed().prefix { byte in
            TaskBytes.isLetter(byte) || TaskBytes.isDigit(byte) || byte == UInt8(ascii: "-")
        }
        let start = body.upper - name.count - 2
        guard !name.isEmpty, start >= body.lower, bytes[start] == 0x20, bytes[start + 1] == UInt8(ascii: "^")
        else { return nil }
        return ByteRange(start, body.upper)
    }

    private static func contains(_ text: ArraySlice<UInt8>, _ part: String) -> Bool {
        guard let first = part.utf8.first else { return true }
        return text.indices.contains { offset in
            text[offset] == first && text[offset...].starts(with: part.utf8)
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

    init?(_ bytes: [UInt8], _ line: ByteRange, _ settings: TaskSettings) {
        let stop = line.upper
        var offset = line.lower
        var isPlainIndent = true
        while offset < stop {
            let length = TaskBytes.spaceLength(bytes, startingAt: offset, notBehind: stop)
            if length > 0 {
                if !isBlank(bytes[offset]) { isPlainIndent = false }
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
        while box < stop, isBlank(bytes[box]) { box += 1 }
        guard box > markerEnd, box + 2 < stop, bytes[box] == UInt8(ascii: "[") else { return nil }
        let length = TaskBytes.scalarLength(bytes, at: box + 1, notBehind: stop)
        markRange = ByteRange(box + 1, box + 1 + length)
        end = markRange.upper + 1
        guard end <= stop, bytes[end - 1] == UInt8(ascii: "]"),
            TaskBytes.lineEnd(bytes, markRange.lower, markRange.upper) == markRange.upper
        else { return nil }
        let isSeparated = TaskBytes.spaceLength(bytes, startingAt: end, notBehind: stop) > 0
        isForApp = isPlainIndent && (end == stop || isSeparated)
        isForPlugin = settings.isPluginEnabled && bytes[markerEnd..<box].allSatisfy { $0 == 0x20 }
        guard isForApp || isForPlugin else { return nil }
    }

    /// How long a list marker is: `-`, `*`, `+`, `1.` or `1)`.
    private static func markerLength(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int? {
        guard start < end else { return nil }
        if "-*+".utf8.contains(bytes[start]) { return 1 }
        let digits = bytes[start..<end].prefix { TaskBytes.isDigit($0) }
        guard !digits.isEmpty, digits.endIndex < end, ".)".utf8.contains(bytes[digits.endIndex])
        else {
            return nil
        }
        return digits.count + 1
    }
}
