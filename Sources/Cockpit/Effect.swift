package import VaultModel

/// Something that `update` wants done outside.
package enum Effect: Hashable, Sendable {
    /// Read a note and answer `.loaded`.
    case load(NotePath)
    /// Save an edit and answer `.saved` with the same number; `undoing` is the number of the edit that it takes back.
    case save(Int, Edit, undoing: Int?)
    /// Take back the newest edit of an earlier session and answer `.saved`.
    case undoEarlier(Int)
    /// Open the user's editor at a line, from 0.
    case edit(NotePath, line: Int)
    /// Hand an address to the desktop.
    case open(String)
    /// Put text on the terminal's clipboard.
    case copy(String)
    /// Draw every cell anew.
    case redraw
    /// Answer `.paused` when no key was typed for a moment.
    case awaitPause
    case suspend
    case quit
}
