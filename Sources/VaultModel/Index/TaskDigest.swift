/// A task as the index keeps it.
package struct TaskDigest: Hashable, Sendable {
    /// Its line, from 0.
    package var line: Int
    /// The character in its box.
    package var mark: Character
    /// Its text without the box, dates and tags included.
    package var text: String
    /// Whether it is still to be done, by the vault's rules for tasks.
    package var isOpen: Bool
    /// What its section is; nil outside the sections of a project.
    package var section: SectionKind?
    /// How pressing it is, as its own mark says.
    package var priority: TaskPriority
    /// The day it is due.
    package var due: CalendarDay?
    /// The day somebody means to do it.
    package var scheduled: CalendarDay?
    /// The day before which there is nothing to do.
    package var start: CalendarDay?

    init(_ reader: inout PackedReader, after line: inout Int) {
        let glance = TaskGlance(&reader, after: &line)
        self.line = glance.line
        mark = String(decoding: glance.mark, as: UTF8.self).first ?? " "
        text = String(decoding: glance.text, as: UTF8.self)
        isOpen = glance.isOpen
        section = glance.section
        priority = glance.priority
        due = glance.due
        scheduled = glance.scheduled
        start = glance.start
    }
}

/// A task as it is passed over: nothing is copied out of the pack.
struct TaskGlance {
    /// Its line, from 0.
    let line: Int
    /// Whether it is still to be done.
    let isOpen: Bool
    /// What its section is; nil outside the sections of a project.
    let section: SectionKind?
    /// How pressing it is.
    let priority: TaskPriority
    /// The day it is due, somebody means to do it, and before which there is nothing to do.
    let due, scheduled, start: CalendarDay?
    /// The character in its box, and its text behind that.
    let mark, text: ArraySlice<UInt8>

    init(_ reader: inout PackedReader, after line: inout Int) {
        line += reader.number()
        self.line = line
        let flags = reader.byte()
        isOpen = flags & 1 != 0
        priority = TaskPriority.allCases[Int(flags >> 4)]
        let section = reader.byte()
        self.section = section == 0 ? nil : SectionKind(rawValue: section - 1)
        due = flags & 2 != 0 ? CalendarDay(packed: reader.number()) : nil
        scheduled = flags & 4 != 0 ? CalendarDay(packed: reader.number()) : nil
        start = flags & 8 != 0 ? CalendarDay(packed: reader.number()) : nil
        mark = reader.slice()
        text = reader.slice()
    }
}

/// A blocker as the index keeps it.
package struct BlockerDigest: Hashable, Sendable {
    /// Its line, from 0.
    package var line: Int
    /// Its text without mark and box.
    package var text: String
    /// Whether it is resolved.
    package var isDone: Bool

    init(_ reader: inout PackedReader, after line: inout Int) {
        let head = reader.number()
        line += head >> 1
        self.line = line
        isDone = head & 1 != 0
        text = reader.text()
    }
}

/// A link as the index keeps it.
package struct LinkDigest: Hashable, Sendable {
    /// The target as it is meant, subpath included.
    package var target: String
    /// Its line, from 0.
    package var line: Int
    /// Whether it is an embed.
    package var isEmbed: Bool
    /// Whether it stands in the properties.
    package var inFrontmatter: Bool

    /// The key of links without a path, which lead to their own note.
    static let ownKey: UInt32 = 0

    /// The key that the notes linking to a name are found by: the hash of the last part of the target's path.
    static func key(of target: ArraySlice<UInt8>) -> UInt32 {
        var path = target.prefix { $0 != UInt8(ascii: "#") }
        if path.first == 0x20 || path.last == 0x20 || path.contains(0xA0) {
            path = LinkPath(String(decoding: target, as: UTF8.self)).name[...]
        } else if let slash = path.lastIndex(of: UInt8(ascii: "/")) {
            path = path[(slash + 1)...]
        }
        return path.isEmpty ? ownKey : NameFold.hash(path)
    }

    /// The same of a target in a note.
    @inline(__always)
    static func key(of source: SourceBytes, _ target: ByteRange) -> UInt32 {
        nameKey(of: source, target) ?? partKey(of: source, target)
            ?? source.withBuffer { key(of: Array($0[target.indices])[...]) }
    }

    /// The same of a target that is a name and nothing more, as nearly all are; nil for any other.
    @inline(__always)
    private static func nameKey(of source: SourceBytes, _ target: ByteRange) -> UInt32? {
        guard !target.isEmpty, source[target.lower] != 0x20, source[target.upper &- 1] != 0x20 else {
            return nil
        }
        return NameFold.hash(source, target) { word in
            (word.bytesEqual(to: UInt8(ascii: "/")) | word.bytesEqual(to: UInt8(ascii: "#"))) == 0
        }
    }

    /// The same of a target with folders or a subpath; nil for one that must be taken apart as text.
    private static func partKey(of source: SourceBytes, _ target: ByteRange) -> UInt32? {
        var start = target.lower
        var end = target.upper
        var offset = target.lower
        while offset < end {
            let word = source.word(at: offset, before: end)
            let slashes = word.allBytesEqual(to: UInt8(ascii: "/"))
            let stops = word.bytesEqual(to: UInt8(ascii: "#")) | word & 0x8080_8080_8080_8080
            // The slashes before the first stop.
            let parts = slashes & (stops &- 1) & ~stops
            if parts != 0 { start = offset + 8 - parts.leadingZeroBitCount / 8 }
            if stops != 0 {
                end = offset + stops.trailingZeroBitCount / 8
                if source[end] >= 0x80 { return nil }
            }
            offset += 8
        }
        if target.lower < end, source[target.lower] == 0x20 || source[end - 1] == 0x20 { return nil }
        return start < end ? NameFold.hash(source.slice(ByteRange(start, end))) : ownKey
    }

    init(_ reader: inout PackedReader, after line: inout Int) {
        let head = reader.number()
        line += head >> 2
        self.line = line
        isEmbed = head & 1 != 0
        inFrontmatter = head & 2 != 0
        target = reader.text()
    }

    /// Passes over a link.
    static func skip(_ reader: inout PackedReader, after line: inout Int) {
        line += reader.number() >> 2
        _ = reader.slice()
    }
}

extension CalendarDay {
    /// The day as a small number: twice its distance from a day of our time, and one more before that.
    var packed: Int {
        let distance = ordinal - Self.ourTime
        return distance >= 0 ? 2 * distance : -2 * distance - 1
    }

    /// The day of such a number.
    init(packed: Int) {
        self.init(ordinal: Self.ourTime + (packed & 1 == 0 ? packed / 2 : -(packed + 1) / 2))
    }

    /// 2015-01-01.
    private static let ourTime = 16_436
}
