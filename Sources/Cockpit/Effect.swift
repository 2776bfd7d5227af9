package import VaultModel

/// Something that `update` wants done outside.
package enum Effect: Hashable, Sendable {
    /// Do what `State.errands` holds under a number, and answer `.errandEnded`.
    case errand(Int)
    /// Read a note and answer `.loaded`.
    case load(NotePath)
    /// Save an edit and answer `.saved` with the same number; `undoing` is the number of the edit that it takes back.
    case save(Int, Edit, undoing: Int?)
    /// Take back the newest edit of an earlier session and answer `.saved`.
    case undoEarlier(Int)
    /// Read the accepted text of a note, kept for the note `from`, and answer `.recalled`.
    case recall(NotePath, from: NotePath)
    /// Compare notes with their accepted texts, each kept for the note given, and answer `.counted` part by part.
    case countNew([CountRequest])
    /// Keep a text as accepted; a step is one that `revert` takes back.
    case keep(NotePath, [UInt8], isStep: Bool)
    /// Take the text that was accepted last back.
    case revert(NotePath)
    /// Put notes off until the days given, or bring them back where the day is nil.
    case snooze([NotePath: CalendarDay?])
    /// Answer queries by `.queried`; a request that came before from the same asker is void.
    case query(QueryRequest)
    /// Gather the words that queries can hold and answer `.words`.
    case gatherWords
    /// Keep a query that was typed for later sessions.
    case rememberQuery(String)
    /// Make a list from the whole vault and answer `.surveyed`.
    case survey(Survey)
    /// Tell since when the vault's blockers are known, and answer `.aged`.
    case ageBlockers
    /// Gather the lines that speak of a person and answer `.page`.
    case readPage(PersonPage.Key)
    /// Make a note and answer `.created`.
    case create(NewNote)
    /// Search the vault's text and answer `.found` with the same number, which ends the search before.
    case search(Int, SearchQuery)
    /// Read the vault's text for the searches to come; if it is patient, so that others get on meanwhile.
    case warmSearch(isPatient: Bool)
    /// Find the notes whose names fit a pattern, those read lately preferred, and answer `.named` with the same number;
    /// without a pattern answer the first ones in the order of their paths, and get ready.
    case findNames(Int, String, recents: [NotePath])
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
