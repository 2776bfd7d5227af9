/// A growing list whose copies share all but the parts that change.
struct Chunks<Element: Sendable>: Sendable {
    private static var size: Int { 256 }
    private let filler: Element
    private var chunks: [[Element]] = []
    private(set) var count = 0

    /// An empty list; `filler` fills places that nothing was put in.
    init(filler: Element) { self.filler = filler }

    /// The element at a place; setting one behind the end makes the list longer.
    subscript(index: UInt32) -> Element {
        get { chunks[Int(index) / Self.size][Int(index) % Self.size] }
        set {
            while Int(index) >= chunks.count * Self.size {
                chunks.append([Element](repeating: filler, count: Self.size))
            }
            chunks[Int(index) / Self.size][Int(index) % Self.size] = newValue
            count = max(count, Int(index) + 1)
        }
    }
}

/// Slots by path, in many small dictionaries, of which a change copies one at most.
struct ShardedSlots: Sendable {
    private static let count = 512
    private var shards = [[NotePath: UInt32]](repeating: [:], count: Self.count)

    /// The slot of a path.
    subscript(path: NotePath) -> UInt32? {
        get { shards[Self.shard(of: path)][path] }
        set { shards[Self.shard(of: path)][path] = newValue }
    }

    private static func shard(of path: NotePath) -> Int {
        var value: UInt32 = 2_166_136_261
        for byte in path.bytes { value = (value ^ UInt32(byte)) &* 16_777_619 }
        return Int((value ^ (value >> 16)) % UInt32(count))
    }
}
