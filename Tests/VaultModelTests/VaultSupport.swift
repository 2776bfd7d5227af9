@testable import VaultModel

/// A note of a text.
func note(_ text: String, path: String = "Note.md") -> Note {
    Note(path: NotePath(path), bytes: Array(text.utf8))
}

/// A vault of notes by path and text, and of other files by their paths alone.
func vault(_ notes: KeyValuePairs<String, String>, files: [String] = []) -> Vault {
    var vault = Vault()
    for (path, text) in notes { vault.replace(NoteDigest(note(text, path: path))) }
    for file in files { vault.addFile(NotePath(file)) }
    return vault
}
