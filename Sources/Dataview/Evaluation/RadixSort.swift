/// Sorts by numbers without comparing them: one pass for each byte in which they differ, where comparing takes twenty
/// for a million of them.
enum RadixSort {
    /// A whole number for a number that is not NaN, such that both are ordered alike and equal alike.
    static func key(_ number: Double) -> UInt64 {
        // Adding zero makes -0 and 0 the same. The bits of numbers above 0 are ordered as these are, those of numbers
        // below 0 the other way round.
        let bits = (number + 0).bitPattern
        return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
    }

    /// The places of keys in rising order; equal ones keep the order that they have.
    static func places(_ keys: [UInt64]) -> [Int] {
        var counts = [Int](repeating: 0, count: 8 * 256)
        for key in keys {
            for byte in 0..<8 { counts[byte << 8 | Int(key >> UInt64(8 * byte) & 0xFF)] += 1 }
        }
        var from = keys.enumerated().map { (key: $1, place: $0) }
        var to = from
        for byte in 0..<8 {
            var starts = Array(counts[(byte << 8)..<((byte + 1) << 8)])
            // A byte that all keys share orders nothing.
            if starts.contains(keys.count) { continue }
            var sum = 0
            for value in starts.indices { (starts[value], sum) = (sum, sum + starts[value]) }
            for entry in from {
                let value = Int(entry.key >> UInt64(8 * byte) & 0xFF)
                to[starts[value]] = entry
                starts[value] += 1
            }
            swap(&from, &to)
        }
        return from.map(\.place)
    }
}
