private import Synchronization
import VaultModel

/// The pages of some notes that stand together, each read when it is first asked for.
///
/// Vaults of before and after a change share the shelves of all other notes, so that what one of them reads the other
/// has too.
final class PageShelf: Sendable {
    /// How many notes a shelf is for.
    static let size = 256
    private let pages: Mutex<[PageMetadata?]>

    private init(_ pages: [PageMetadata?]) { self.pages = Mutex(pages) }

    /// A shelf without pages.
    convenience init() { self.init(Array(repeating: nil, count: Self.size)) }

    /// Which of its pages there is.
    subscript(place: Int) -> PageMetadata? { pages.withLock { $0[place] } }

    /// Puts pages in their places.
    func put(_ new: some Sequence<(place: Int, page: PageMetadata)>) {
        pages.withLock { pages in for (place, page) in new { pages[place] = page } }
    }

    /// The same without the page at a place.
    func without(_ place: Int) -> PageShelf {
        var pages = pages.withLock { $0 }
        pages[place] = nil
        return PageShelf(pages)
    }
}

/// The shelves of a vault's notes, in their order.
struct PageShelves: Sendable {
    private var shelves: [PageShelf]

    /// Shelves for so many notes, without pages.
    init(count: Int) {
        shelves = (0..<(count + PageShelf.size - 1) / PageShelf.size).map { _ in PageShelf() }
    }

    /// The page of a note, if it was read.
    subscript(place: Int) -> PageMetadata? { shelves[place / PageShelf.size][place % PageShelf.size] }

    /// Puts pages in their places.
    func put(_ new: [(place: Int, page: PageMetadata)]) {
        var rest = new[...]
        while let first = rest.first {
            let shelf = first.place / PageShelf.size
            let here = rest.prefix { $0.place / PageShelf.size == shelf }
            rest = rest[here.endIndex...]
            shelves[shelf].put(here.lazy.map { ($0.place % PageShelf.size, $0.page) })
        }
    }

    /// Forgets what a page says.
    mutating func remove(_ place: Int) {
        shelves[place / PageShelf.size] = shelves[place / PageShelf.size].without(place % PageShelf.size)
    }
}
