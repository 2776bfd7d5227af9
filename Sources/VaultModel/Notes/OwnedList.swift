/// A list that belongs to one value alone and keeps its room when it is emptied: where many notes are read one after
/// another, nothing is counted and nothing asked of the system as it grows.
///
/// Safe: the memory is this value's alone, which can't be copied; every access is checked against the number of
/// elements, in release builds too, and every new one makes room for itself.
struct OwnedList<Element>: ~Copyable {
    /// Room for `capacity` elements; nil as long as there was none.
    private var room: UnsafeMutablePointer<Element>?
    private var capacity = 0
    /// How many elements there are.
    private(set) var count = 0

    deinit {
        room?.deinitialize(count: count)
        room?.deallocate()
    }

    /// Where the elements are: asked for only where there are some, and then there is room.
    @inline(__always) private var base: UnsafeMutablePointer<Element> { room.unsafelyUnwrapped }

    /// Whether there are no elements.
    var isEmpty: Bool { count == 0 }
    /// The places of the elements.
    var indices: Range<Int> { 0..<count }
    /// The last element; nil where there is none.
    @inline(__always) var last: Element? { count == 0 ? nil : base[count &- 1] }
    /// The elements where they stand: valid until the list changes.
    @inline(__always) var elements: UnsafeBufferPointer<Element> {
        UnsafeBufferPointer(start: room, count: count)
    }
    /// The same, to be changed.
    var changeableElements: UnsafeMutableBufferPointer<Element> {
        mutating get { UnsafeMutableBufferPointer(start: room, count: count) }
    }
    /// The elements as an array.
    var array: [Element] { Array(elements) }

    /// The first of the elements that is wanted.
    @inline(__always)
    func first(where isWanted: (Element) -> Bool) -> Element? {
        elements.first(where: isWanted)
    }

    /// Whether one of the elements is wanted.
    @inline(__always)
    func contains(where isWanted: (Element) -> Bool) -> Bool {
        elements.contains(where: isWanted)
    }

    /// The element at a place.
    @inline(__always)
    subscript(index: Int) -> Element {
        get {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "an element of the list")
            return base[index]
        }
        _modify {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "an element of the list")
            yield &base[index]
        }
    }

    /// Takes the place of all elements with those, at most `count`, that `body` makes from the start of the room it is
    /// given, and says the number of.
    @inline(__always)
    mutating func fill(_ count: Int, _ body: (UnsafeMutableBufferPointer<Element>) -> Int) {
        cut(to: 0)
        while capacity < count { grow() }
        let made = body(UnsafeMutableBufferPointer(start: room, count: capacity))
        precondition(made >= 0 && made <= capacity, "as many elements as there is room for")
        self.count = made
    }

    /// Adds an element behind the last.
    @inline(__always)
    mutating func append(_ element: Element) {
        if count == capacity { grow() }
        (base + count).initialize(to: element)
        count &+= 1
    }

    /// Takes the last element off; nil where there is none.
    @inline(__always)
    mutating func popLast() -> Element? {
        guard count > 0 else { return nil }
        count &-= 1
        return (base + count).move()
    }

    /// Takes all elements but the first ones off.
    @inline(__always)
    mutating func cut(to kept: Int) {
        guard kept >= 0, kept < count else { return }
        (base + kept).deinitialize(count: count &- kept)
        count = kept
    }

    @inline(never)
    private mutating func grow() {
        capacity = max(64, 4 * capacity)
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
        if let room {
            larger.moveInitialize(from: room, count: count)
            room.deallocate()
        }
        room = larger
    }
}
