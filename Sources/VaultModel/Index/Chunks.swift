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
