package import VaultModel

/// The notes that queries are about.
///
/// Notes are counted in Dataview's order: depth first, the children of a folder sorted by name in UTF-16
/// units, files and folders mixed. Every list of places is in that order unless said otherwise.
package protocol QuerySource: Sendable {
    /// How many notes there are.
    var count: Int { get }
    /// What queries know of the note at a place, read now if it was not before; nil where it can't be read.
    func page(at place: Int) -> PageMetadata?
    /// Reads what is not known of the notes at some places yet: many together take less time than each alone.
    func prepare(_ places: [Int])
    /// What queries know of the notes at some places; what has to be read for that is not kept.
    func glimpses(at places: Range<Int>) -> [PageMetadata?]
    /// The tags that notes have, with `#`.
    var tagNames: Set<String> { get }
    /// The path of the note at a place.
    func path(at place: Int) -> NotePath?
    /// The place of a note.
    func index(of path: NotePath) -> Int?
    /// The file that a link's path leads to from a note: a note or any other file.
    func resolve(_ target: String, from origin: NotePath?) -> NotePath?
    /// The notes in a folder and below, by its path from the root, empty or `/` for the root; nil for no
    /// folder.
    func notes(inFolder folder: String) -> Range<Int>?
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
