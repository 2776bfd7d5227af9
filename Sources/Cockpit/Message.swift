package import Dataview
package import Keymaps
package import Screen
package import VaultModel

/// What happened to one file of the vault outside the cockpit.
package enum NoteChange: Sendable {
    /// The note is new or holds other bytes.
    case written(NoteDigest, Note)
    /// A file that is not a note appeared.
    case file(NotePath)
    /// The file is gone.
    case removed(NotePath)
}

/// How an edit that was handed over to be saved ended.
package enum SaveReport: Sendable {
    /// It is in the file: as applied there, the bytes that the file holds now, and whether they survive a power cut.
    case saved(Edit, bytes: [UInt8], isDurable: Bool)
    /// The file holds other text where the edit belongs: what it holds now.
    case changed(bytes: [UInt8], reason: String)
    /// Not written, for a reason in words with a remedy.
    case refused(String)
}

/// How changes from outside are noticed.
package enum WatchState: Hashable, Sendable {
    /// Not yet.
    case starting
    /// The kernel tells.
    case watching
    /// Files are looked at every few seconds, for the reason given.
    case polling(String)
    /// The vault's folder is not there.
    case gone
}

/// What the mouse did, in cells from the screen's top left corner.
package struct MouseEvent: Hashable, Sendable {
    /// What was done.
    package enum Action: Hashable, Sendable { case press, wheelUp, wheelDown }
    /// What was done.
    package var action: Action
    /// Where.
    package var point: Point

    /// Something the mouse did.
    package init(_ action: Action, at point: Point) {
        self.action = action
        self.point = point
    }
}

/// Something that happened; the only thing that changes the state.
package enum Message: Sendable {
    case key(Key)
    case paste(String)
    case mouse(MouseEvent)
    case resized(Size)
    /// A part of the first reading of the vault: notes, and the files that are no notes.
    case scanned([NoteDigest], files: [NotePath], unreadable: [NotePath])
    /// How far the first reading is: files read, and how many there are if that is known.
    case progress(Int, of: Int?)
    /// The first reading is done.
    case scanFinished
    case changed([NoteChange])
    /// A note that was asked for; nil where it can't be read, with the reason in words.
    case loaded(NotePath, Note?, String)
    /// What came of an errand.
    case errandEnded(Int, Errand.Ending)
    /// The editor that has a note open, by the lock that it put beside it; nil where none has.
    case editing(NotePath, String?)
    /// What the state folder remembers of reviews, and why nothing can be kept there, in words.
    case remembered(ReviewBook, obstacle: String?)
    /// How much is new in notes of the queue.
    case counted([NotePath: NoteDiff.Counts])
    /// What was seen of files that are up for review or were accepted once.
    case sighted([ReviewSighting])
    /// The accepted text of a note; nil where there is none; and the lines that a person changed before.
    case recalled(NotePath, [UInt8]?, [LineRewrite])
    /// The edit with this number was saved or not.
    case saved(Int, SaveReport)
    case watching(WatchState)
    /// The answers to a request.
    case queried(QueryRequest, [NoteQuestion: QueryOutcome])
    /// The words that queries over this vault can hold.
    case words(QueryWords)
    /// A list that was asked for.
    case surveyed(SurveyAnswer)
    /// The days on which open blockers were first seen.
    case aged([Fingerprint: CalendarDay])
    /// The lines that speak of a person.
    case page(PersonPage)
    /// A note was made; or not, for the reason in words.
    case created(NotePath, String?)
    /// A part of what the search with this number found, and whether it was the last.
    case found(Int, [SearchHit], isDone: Bool)
    /// The best of the notes that fit what the search with this number typed, and how many fit.
    case named(Int, [NameMatch], count: Int)
    /// Something to tell the user, from outside the cockpit: an editor that failed, a keymap's problems.
    case told(String, isError: Bool)
    /// A pause in typing.
    case paused
    case today(CalendarDay)
    /// A clock that only goes forward: seconds.
    case clock(Int64)
}

extension Message {
    /// The same messages with those of the first reading that stand together joined to one of each kind: taking notes
    /// in costs in proportion to what is known, so it is done once for many. Among themselves their order means
    /// nothing.
    package static func joined(_ messages: [Message]) -> [Message] {
        var result: [Message] = []
        var reading = ReadingMessages()
        for message in messages where !reading.take(message) {
            result += reading.joined() + [message]
            reading = ReadingMessages()
        }
        return result + reading.joined()
    }
}

/// What messages of the first reading say together.
private struct ReadingMessages {
    private var digests: [NoteDigest] = []
    private var files: [NotePath] = []
    private var unreadable: [NotePath] = []
    private var sightings: [ReviewSighting] = []
    private var hasScanned = false
    private var progress: Message?

    /// Takes a message in; false if it is none of the first reading.
    mutating func take(_ message: Message) -> Bool {
        switch message {
        case .scanned(let digests, let files, let unreadable):
            self.digests += digests
            self.files += files
            self.unreadable += unreadable
            hasScanned = true
        case .sighted(let sightings): self.sightings += sightings
        case .progress: progress = message
        default: return false
        }
        return true
    }

    /// One message of each kind that came.
    func joined() -> [Message] {
        let scanned = hasScanned ? [Message.scanned(digests, files: files, unreadable: unreadable)] : []
        let sighted = sightings.isEmpty ? [] : [Message.sighted(sightings)]
        return sighted + scanned + (progress.map { [$0] } ?? [])
    }
}
