package import VaultModel

/// A note with all that the cockpit makes of it.
package struct ReadNote: Sendable {
    /// The note.
    package let note: Note
    /// What the index keeps of it.
    package let digest: NoteDigest
    /// Its project model.
    package let project: Project

    /// Reads a note in full.
    package init(_ note: Note, schema: Schema, settings: TaskSettings) {
        self.note = note
        digest = NoteDigest(note, schema: schema, settings: settings)
        project = Project(note, schema: schema, settings: settings)
    }
}

/// Work that takes longer than a key may wait: it is done on a worker, and what came of it is taken in afterwards.
package struct Errand: Sendable {
    /// Takes in what came of it.
    package typealias Ending = @Sendable (inout State) -> [Effect]
    /// Does it.
    package let run: @Sendable () -> Ending
}

/// An edit that was made of a note, and how the note reads with it.
struct MadeEdit: Sendable {
    let edit: Edit
    let before: Note
    /// Nil for a small note, which is read again where it is needed.
    let after: ReadNote?
}

/// An edit that is asked for of a large note, and made when those before it are.
package struct EditRequest: Sendable {
    /// What the note was when the edit was asked for.
    let revision: Int
    /// Whether the edit finds its line again in a note that changed since.
    let isAnchored: Bool
    let make: @Sendable (Note) throws(EditRefusal) -> Edit
    let end: @Sendable (inout State, Result<MadeEdit, EditRefusal>) -> [Effect]
    /// Whether it waits behind an undo, which may change what was seen.
    let isDeferred: Bool
    /// How often it was made of a note that had changed when it was done.
    var attempts = 0
}

extension Note {
    /// From this size on a note is read on workers alone: bytes. A smaller one takes a few milliseconds.
    static let largeSize = 1 << 18

    /// Whether reading the note takes longer than a key may wait.
    var isLarge: Bool { bytes.count >= Self.largeSize }
}

extension State {
    /// How often an edit is made anew of a note that does not stop changing.
    private static let mostAttempts = 5
    private static let isClosed = EditRefusal("the note is not open any more; do it again")
    private static let hasChanged = EditRefusal("the note has changed since this was asked for; do it again")

    /// Has a worker do something.
    mutating func send(_ run: @escaping @Sendable () -> Errand.Ending) -> [Effect] {
        lastErrand += 1
        errands[lastErrand] = Errand(run: run)
        return [.errand(lastErrand)]
    }

    /// Takes in what came of an errand.
    mutating func ended(_ number: Int, _ ending: Errand.Ending) -> [Effect] {
        errands.removeValue(forKey: number) == nil ? [] : ending(&self)
    }

    /// Makes an edit of an open note and goes on with it: at once, or where the note is large as soon as a worker
    /// made it. An edit that `isAnchored` finds its line in a note that changed meanwhile; another one is refused then.
    mutating func make(
        _ path: NotePath, isAnchored: Bool = false,
        _ make: @escaping @Sendable (Note) throws(EditRefusal) -> Edit,
        then end: @escaping @Sendable (inout State, Result<MadeEdit, EditRefusal>) -> [Effect]
    ) -> [Effect] {
        guard let now = open[path] else { return [] }
        // What was asked for is what was seen.
        let shown = contents[page.focus]?.key
        let revision = shown?.subject == path ? shown?.revision : nil
        let request = EditRequest(
            revision: revision ?? now.revision, isAnchored: isAnchored, make: make, end: end,
            isDeferred: isBehindUndo)
        if queueBehindUndo({ $0.make(request, of: path) }) { return [] }
        return self.make(request, of: path)
    }

    /// Makes an edit of a note as it is now, at once or on a worker.
    private mutating func make(_ request: EditRequest, of path: NotePath) -> [Effect] {
        guard let now = open[path] else { return request.end(&self, .failure(Self.isClosed)) }
        guard now.note.isLarge else {
            do throws(EditRefusal) {
                if request.isDeferred, !request.isAnchored, request.revision != now.revision {
                    throw Self.hasChanged
                }
                let edit = try request.make(now.note)
                return request.end(&self, .success(MadeEdit(edit: edit, before: now.note, after: nil)))
            } catch {
                return request.end(&self, .failure(error))
            }
        }
        requests[path, default: []].append(request)
        return requests[path]?.count == 1 ? makeNext(path) : []
    }

    /// Has a worker make the edit of a note that was asked for first.
    private mutating func makeNext(_ path: NotePath) -> [Effect] {
        guard let request = requests[path]?.first else { return [] }
        guard let now = open[path] else {
            requests[path] = nil
            return request.end(&self, .failure(Self.isClosed))
        }
        let isCurrent = request.isAnchored || request.revision == now.revision
        let (note, revision, make, schema, settings) = (
            now.note, now.revision, request.make, schema, taskSettings
        )
        return send {
            let result: Result<MadeEdit, EditRefusal>
            do throws(EditRefusal) {
                guard isCurrent else {
                    throw Self.hasChanged
                }
                let edit = try make(note)
                let after = ReadNote(
                    Note(path: path, bytes: edit.applied()), schema: schema, settings: settings)
                result = .success(MadeEdit(edit: edit, before: note, after: after))
            } catch {
                result = .failure(error)
            }
            return { $0.made(path, revision, result) }
        }
    }

    /// Goes on with an edit that a worker made of a note as it was; if it is another one by now, the edit is made anew.
    private mutating func made(
        _ path: NotePath, _ revision: Int, _ result: Result<MadeEdit, EditRefusal>
    ) -> [Effect] {
        guard var request = requests[path]?.first else { return [] }
        if let now = open[path], now.revision == revision || request.attempts >= Self.mostAttempts {
            requests[path]?.removeFirst()
            let isKept = now.revision == revision
            let busy = EditRefusal("the note does not stop changing; do it again when it does")
            let effects = request.end(&self, isKept ? result : .failure(busy))
            if requests[path]?.isEmpty == true { requests[path] = nil }
            return effects + makeNext(path)
        }
        request.attempts += 1
        requests[path]?[0] = request
        return makeNext(path)
    }

    /// Takes over what a note holds now; a large one as soon as a worker has read it, unless it changes again first.
    mutating func hold(
        _ path: NotePath, _ bytes: [UInt8], then end: @escaping Errand.Ending = { _ in [] }
    ) -> [Effect] {
        guard bytes.count >= Note.largeSize else {
            hold(Note(path: path, bytes: bytes))
            return end(&self)
        }
        let (schema, settings, number) = (schema, taskSettings, lastErrand + 1)
        arriving[path] = number
        return send {
            let read = ReadNote(Note(path: path, bytes: bytes), schema: schema, settings: settings)
            return { $0.arrived(number, read, end) }
        }
    }

    private mutating func arrived(_ number: Int, _ read: ReadNote, _ end: Errand.Ending) -> [Effect] {
        guard arriving[read.note.path] == number else { return [] }
        hold(read.note, digest: read.digest, project: read.project)
        return end(&self)
    }
}
