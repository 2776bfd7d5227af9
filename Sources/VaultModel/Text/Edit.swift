/// Other bytes for one range of a note's source.
package struct Replacement: Hashable, Sendable {
    /// What is replaced; an empty range inserts.
    package var range: ByteRange
    /// What stands there afterwards.
    package var bytes: [UInt8]

    /// A replacement of `range` by `bytes`.
    package init(_ range: ByteRange, _ bytes: [UInt8]) {
        self.range = range
        self.bytes = bytes
    }

    /// A replacement of `range` by the UTF-8 bytes of `text`.
    package init(_ range: ByteRange, _ text: String) { self.init(range, Array(text.utf8)) }
}

/// A change of one note as a value: replacements, valid only against the bytes they were computed from.
///
/// Invariant 2: an edit changes only the bytes in its ranges, and its inverse restores the source bit for bit.
package struct Edit: Hashable, Sendable {
    /// What the edit does, in words for messages and the undo list: `check off “Call Ada”`.
    package let label: String
    /// The note.
    package let path: NotePath
    /// The whole source that the edit was computed from.
    package let base: [UInt8]
    /// Invariant: disjoint, and sorted by where they start.
    package let replacements: [Replacement]
    /// What becomes of the file.
    package let kind: Kind

    /// What an edit does to a file as a whole.
    package enum Kind: UInt8, Hashable, Sendable {
        /// It holds other bytes afterwards.
        case change
        /// It is not there afterwards: its bytes are the base.
        case removal
        /// It was not there before, and the base is empty.
        case making
    }

    /// An edit of `path`, whose source is `base`.
    package init(
        label: String, path: NotePath, base: [UInt8], replacements: [Replacement], kind: Kind = .change
    ) {
        self.kind = kind
        self.label = label
        self.path = path
        self.base = base
        self.replacements = replacements.sorted { $0.range.lower < $1.range.lower }
        for (one, next) in zip(self.replacements, self.replacements.dropFirst()) {
            precondition(one.range.upper <= next.range.lower, "replacements do not overlap")
        }
    }

    /// Whether the edit changes nothing.
    package var isEmpty: Bool {
        kind == .change && replacements.allSatisfy { base[$0.range].elementsEqual($0.bytes) }
    }

    /// The source after the edit.
    package func applied() -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(base.count + replacements.reduce(0) { $0 + $1.bytes.count })
        var done = 0
        for replacement in replacements {
            result += base[done..<replacement.range.lower]
            result += replacement.bytes
            done = replacement.range.upper
        }
        result += base[done...]
        return result
    }

    /// The edit that takes `applied()` back to `base`.
    package func inverse() -> Edit {
        var shift = 0
        let back = replacements.map { replacement in
            let lower = replacement.range.lower + shift
            shift += replacement.bytes.count - replacement.range.count
            return Replacement(
                ByteRange(lower, lower + replacement.bytes.count), Array(base[replacement.range]))
        }
        return Edit(label: label, path: path, base: applied(), replacements: back, kind: kind.inverse)
    }

    /// The edit that removes a file which holds `base`.
    package static func removal(_ label: String, _ path: NotePath, _ base: [UInt8]) -> Edit {
        Edit(
            label: label, path: path, base: base,
            replacements: [Replacement(ByteRange(0, base.count), [])], kind: .removal)
    }
}

extension Edit {
    /// Where the byte that stands at `offset` in the base stands afterwards; nil where it is replaced.
    package func offset(after offset: Int) -> Int? {
        var shift = 0
        for replacement in replacements {
            if replacement.range.contains(offset) { return nil }
            if replacement.range.upper > offset { break }
            shift += replacement.bytes.count - replacement.range.count
        }
        return offset + shift
    }
}

extension Edit.Kind {
    /// What takes it back.
    fileprivate var inverse: Self {
        switch self {
        case .change: .change
        case .removal: .making
        case .making: .removal
        }
    }
}
