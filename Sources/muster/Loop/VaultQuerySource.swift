import Dataview
import VaultModel
import VaultStore

/// The files of a vault for queries: pages that are read already, and tables, read when one is asked for.
struct VaultQuerySource: QuerySource {
    /// The notes and the indexes over them.
    private(set) var notes: QueryVault
    private let store: VaultStore

    /// The notes of the store's vault.
    init(_ notes: QueryVault, _ store: VaultStore) {
        self.notes = notes
        self.store = store
    }

    /// Puts a note in place of what was known of it; false where there was none.
    mutating func replace(_ page: PageMetadata) -> Bool { notes.replace(page) }

    var count: Int { notes.count }
    func page(at index: Int) -> PageMetadata? { notes.page(at: index) }
    func path(at index: Int) -> String? { notes.path(at: index) }
    func index(of path: NotePath) -> Int? { notes.index(of: path) }
    func resolve(_ target: String, from origin: NotePath?) -> NotePath? {
        notes.resolve(target, from: origin)
    }
    func notes(inFolder folder: String) -> [Int]? { notes.notes(inFolder: folder) }
    func notes(taggedLowercased tag: String) -> [Int] { notes.notes(taggedLowercased: tag) }
    func notes(linkingTo path: NotePath) -> [Int] { notes.notes(linkingTo: path) }
    func notes(linkingToUnresolved name: String) -> [Int] { notes.notes(linkingToUnresolved: name) }
    func files(linkedFrom path: NotePath) -> [NotePath]? { notes.files(linkedFrom: path) }
    func hasFile(_ path: NotePath) -> Bool { notes.hasFile(path) }
    func isStarred(_ path: NotePath) -> Bool { notes.isStarred(path) }

    func text(of path: NotePath) -> String? {
        guard hasFile(path), let (bytes, _) = try? store.read(path) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }
}
