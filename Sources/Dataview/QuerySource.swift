package import VaultModel

/// The notes that queries are about.
///
/// Notes are counted in Dataview's order: depth first, the children of a folder sorted by name in UTF-16
/// units, files and folders mixed. Every list of places is in that order unless said otherwise.
package protocol QuerySource: Sendable {
    /// How many notes there are.
    var count: Int { get }
    /// What queries know of the note at a place; nil where it cannot be read.
    func page(at index: Int) -> PageMetadata?
    /// The path of the note at a place.
    func path(at index: Int) -> String?
    /// The place of a note.
    func index(of path: NotePath) -> Int?
    /// The file that a link's path leads to from a note: a note or any other file.
    func resolve(_ target: String, from origin: NotePath?) -> NotePath?
    /// The notes in a folder and below, by its path from the root, empty or `/` for the root; nil for no
    /// folder.
    func notes(inFolder folder: String) -> [Int]?
    /// The notes with a tag, given in lower case with its `#`, or one below it.
    func notes(taggedLowercased tag: String) -> [Int]
    /// The notes that link to a file.
    func notes(linkingTo path: NotePath) -> [Int]
    /// The notes with a link to a name that leads nowhere.
    func notes(linkingToUnresolved name: String) -> [Int]
    /// The files that a note links to, each once, in the order of its links.
    func files(linkedFrom path: NotePath) -> [NotePath]?
    /// Whether a path names any file of the vault.
    func hasFile(_ path: NotePath) -> Bool
    /// The text of a file that is no note.
    func text(of path: NotePath) -> String?
    /// Whether the note is bookmarked.
    func isStarred(_ path: NotePath) -> Bool
}
