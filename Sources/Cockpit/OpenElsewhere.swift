package import VaultModel

/// What is said of a note that an editor has open as well: no protocol can keep that editor from writing what it
/// read before over a later edit (faults §1.3).
package enum OpenElsewhere {
    /// The warning for an edit of the note at `path`, without a capital at its start.
    package static func warning(of path: NotePath, in editor: String) -> String {
        "\(editor) has “\(path.name)” open: load it again there before you save there, or this edit is lost"
    }
}
