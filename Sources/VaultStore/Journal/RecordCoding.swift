/// Puts numbers and bytes one behind the other: numbers little-endian, bytes behind their count.
struct RecordWriter {
    private(set) var bytes: [UInt8] = []

    mutating func put<Number: FixedWidthInteger>(_ number: Number) {
        withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
    }

    mutating func put(_ part: [UInt8]) {
        put(UInt64(part.count))
        bytes += part
    }
}

/// Takes them apart again; nil where there is not enough.
struct RecordReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    mutating func number<Number: FixedWidthInteger>(_ type: Number.Type = Number.self) -> Number? {
        let size = MemoryLayout<Number>.size
        guard rest.count >= size else { return nil }
        let number = rest.withUnsafeBytes { $0.loadUnaligned(as: Number.self) }
        rest = rest.dropFirst(size)
        return Number(littleEndian: number)
    }

    mutating func bytes() -> [UInt8]? {
        guard let count = number(UInt64.self), count <= UInt64(rest.count) else { return nil }
        defer { rest = rest.dropFirst(Int(count)) }
        return Array(rest.prefix(Int(count)))
    }
}
