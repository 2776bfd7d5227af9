/// A half-open range of bytes in one note's source.
///
/// Stored as two 32-bit offsets, since an index holds millions of them; a note is at most 4 GiB.
package struct ByteRange: Hashable, Sendable, Comparable, CustomStringConvertible {
    private var low: UInt32
    private var high: UInt32

    /// The range of the bytes `lower..<upper`.
    ///
    /// Invariant: `lower <= upper`.
    package init(_ lower: Int, _ upper: Int) {
        precondition(lower <= upper, "a byte range runs forward")
        low = UInt32(truncatingIfNeeded: lower)
        high = UInt32(truncatingIfNeeded: upper)
    }

    /// The offset of the first byte.
    package var lower: Int { Int(low) }
    /// The offset behind the last byte.
    package var upper: Int { Int(high) }
    /// How many bytes the range holds.
    package var count: Int { Int(high) - Int(low) }
    /// Whether the range holds no byte; it still marks a place.
    package var isEmpty: Bool { low == high }
    /// The same range for the standard library's collections.
    package var indices: Range<Int> { lower..<upper }

    /// Whether the byte at `offset` lies in the range.
    package func contains(_ offset: Int) -> Bool { offset >= lower && offset < upper }
    /// Whether `other` lies wholly in the range.
    package func contains(_ other: ByteRange) -> Bool { other.low >= low && other.high <= high }

    /// Ranges are ordered by where they start, the longer first.
    package static func < (left: ByteRange, right: ByteRange) -> Bool {
        left.low != right.low ? left.low < right.low : left.high > right.high
    }

    /// The range as `lower..<upper`.
    package var description: String { "\(low)..<\(high)" }
}

extension Array<UInt8> {
    /// The bytes of a range.
    package subscript(range: ByteRange) -> ArraySlice<UInt8> { self[range.indices] }

    /// The text of a range; bytes that are not UTF-8 become U+FFFD. For showing, never for writing.
    package func text(_ range: ByteRange) -> String { String(decoding: self[range.indices], as: UTF8.self) }
}
