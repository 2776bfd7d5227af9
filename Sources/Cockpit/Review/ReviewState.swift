package import VaultModel

extension ReviewEntry: OrderedEntry {}

/// The morning pass: the queue, what is new in the note in sight, and what was done so far.
package struct ReviewState: Sendable {
    /// The accepted text of a note as it was read from the state folder.
    package struct Accepted: Sendable {
        /// The text; nil for a note that never was accepted.
        package let note: Note?
        /// The lines that a person changed before, oldest first.
        package let rewrites: [LineRewrite]
        /// The contents of the text.
        let contents: Fingerprint?

        /// A text with the lines that a person changed before.
        init(_ note: Note?, rewrites: [LineRewrite]) {
            self.note = note
            self.rewrites = rewrites
            contents = note.map { Fingerprint($0.bytes) }
        }
    }

    /// What is new in the note in sight.
    package struct Current: Sendable {
        /// What it was made from.
        package struct Key: Hashable, Sendable {
            var path: NotePath
            var revision: Int
            var accepted: Fingerprint?
        }
        /// What it was made from.
        package var key: Key
        /// What differs from the accepted text.
        package var diff: NoteDiff
        /// What a person had done and the note has lost.
        package var returned: [ReturnedWork]
        /// The lines, from 0, that say nothing new: tag and dates.
        package var ignored: Set<Int>
        /// How much is new, without those lines.
        package var counts: NoteDiff.Counts

        /// Compares a note with its accepted text.
        init(_ key: Key, _ accepted: Accepted, _ note: Note, _ schema: Schema) {
            self.key = key
            diff = NoteDiff(from: accepted.note, to: note)
            ignored = note.bookkeepingLines(schema)
            counts = diff.counts(in: note, ignoring: ignored)
            let found = accepted.note.map {
                ReturnedWork.found(from: $0, to: note, rewrites: accepted.rewrites, schema: schema)
            }
            returned = found ?? []
        }
    }

    /// What is known about reviews.
    package private(set) var book = ReviewBook() { didSet { revision += 1 } }
    /// Whether it is known yet what was accepted.
    package var isReady = false { didSet { revision += 1 } }
    /// Why accepted texts can't be kept, in words; nil if they can.
    package var obstacle: String?
    /// All notes of the queue, those that are put off behind the others.
    private var list = OrderedNotes<ReviewEntry>()
    /// Which places in the queue are looked at anew before it is shown.
    private var due = Due.all
    private enum Due {
        case all
        case some(Set<NotePath>)
    }
    /// The day that the queue is for.
    private var day: CalendarDay?
    /// The notes that the next command is for.
    package var marked: Set<NotePath> = [] { didSet { queueRevision += 1 } }
    /// Whether the whole note is shown, and not only what is new.
    package var showsAll = false { didSet { revision += 1 } }
    /// Whether removed lines are shown.
    package var showsRemoved = true { didSet { revision += 1 } }
    /// The accepted texts that were read.
    package var accepted: [NotePath: Accepted] = [:]
    /// The notes whose accepted text was asked for.
    package var recalling: Set<NotePath> = []
    /// What is new in the note in sight.
    package var current: Current? { didSet { revision += 1 } }
    /// What a worker compares for the note in sight.
    var comparing: Current.Key?
    /// The notes that are being accepted or archived by a worker: they have left the queue, unless it fails.
    private(set) var settling: Set<NotePath> = []
    /// How much is new in the notes of the queue, as far as it is known.
    package var counts: [NotePath: NoteDiff.Counts] = [:] { didSet { queueRevision += 1 } }
    /// What the counts that were asked for last compare.
    private var counted: [NotePath: CountKey] = [:]
    /// Whether the queue or a note in it changed since counts were asked for.
    private var isCountDue = false
    /// The contents that are compared: the note's, and the accepted ones.
    private struct CountKey: Hashable {
        var contents: Fingerprint?
        var accepted: Fingerprint?
    }
    /// What was done so far.
    package var pass = ReviewPass()
    /// What is kept or taken back in the state folder when the save with that number has succeeded.
    package var pending: [Int: PendingMemory] = [:]
    /// What is to be done with several notes as soon as they are read.
    package var waiting: ReviewBatch?
    /// Counts the changes that the pane beside the queue shows.
    package private(set) var revision = 0
    /// Counts the changes that the queue's pane shows.
    package private(set) var queueRevision = 0
    /// Counts the places in the queue that were worked out: none is without need.
    private(set) var placed = 0

    /// The notes to be looked at, those that are put off left out.
    package var queue: ArraySlice<ReviewEntry> {
        list.entries.prefix(list.entries.partitioningIndex { $0.snoozedUntil != nil })
    }

    /// The places in the queue of the notes whose titles fit a filter.
    func places(fitting filter: TextFilter) -> [Int] {
        let count = queue.count
        return list.places(fitting: filter).filter { $0 < count }
    }

    /// How many notes are put off.
    package var snoozed: Int { list.entries.count - queue.count }

    /// The index of a note in the queue.
    package func index(of path: NotePath?) -> Int? {
        path.flatMap { list.index(of: $0) }.flatMap { $0 < queue.count ? $0 : nil }
    }

    /// How many notes are compared; behind those the queue shows no counts until the cursor is there.
    private static let mostCounted = 2_000

    /// The notes of the queue to be compared, since they or what was accepted of them changed.
    mutating func takeUncounted(_ vault: Vault) -> [CountRequest] {
        guard isCountDue else { return [] }
        isCountDue = false
        return queue.prefix(Self.mostCounted).compactMap { entry in
            let origin = book.origin(of: entry.path, in: vault)
            let key = CountKey(
                contents: book.sightings[entry.path]?.contents, accepted: origin.flatMap { book.accepted[$0] }
            )
            guard counted.updateValue(key, forKey: entry.path) != key else { return nil }
            return CountRequest(path: entry.path, origin: origin)
        }
    }
}

extension ReviewState {
    /// Takes over what the state folder remembers.
    mutating func learn(_ remembered: ReviewBook) {
        book.learn(remembered)
        due = .all
    }

    /// Takes over what was seen of files.
    package mutating func see(_ sightings: [ReviewSighting]) {
        for sighting in sightings { book.see(sighting) }
        touch(sightings.lazy.map(\.path))
    }

    /// Notes that a note is another one than before.
    mutating func touch(_ path: NotePath) { touch([path]) }

    /// Notes that notes are others than before.
    mutating func touch(_ paths: some Sequence<NotePath>) {
        guard case .some(var known) = due else { return }
        due = .all
        known.formUnion(paths)
        due = .some(known)
    }

    /// Notes what a file holds after an edit.
    package mutating func saw(_ path: NotePath, _ bytes: [UInt8]) {
        touch(path)
        guard book.sightings[path] != nil || book.accepted[path] != nil else { return }
        book.saw(path, contents: Fingerprint(bytes))
    }

    /// Takes over that a file is gone.
    mutating func lose(_ path: NotePath) {
        book.remove(path)
        touch(path)
    }

    /// Takes over which contents of a note are the accepted ones; nil for none.
    mutating func accept(_ path: NotePath, _ contents: Fingerprint?) {
        book.accept(path, contents)
        touch(path)
    }

    /// Takes over whether a note is being accepted or archived.
    mutating func settle(_ path: NotePath, _ isUnderWay: Bool) {
        if isUnderWay { settling.insert(path) } else { settling.remove(path) }
        touch(path)
    }

    /// Takes over what is new in the note in sight.
    mutating func show(_ current: Current) {
        comparing = nil
        if counts[current.key.path] != current.counts { counts[current.key.path] = current.counts }
        self.current = current
    }

    /// Takes over until when a note is put off; nil for one that is not.
    mutating func putOff(_ path: NotePath, until day: CalendarDay?) {
        book.snoozes[path] = day
        touch(path)
    }

    /// Brings the queue up to date: what became of a note costs as much in a long queue as in a short one.
    package mutating func refreshQueue(_ vault: Vault, today: CalendarDay) {
        let isAnew = if case .all = due { true } else { day != today }
        let paths: Set<NotePath>
        if !isAnew, case .some(let touched) = due {
            paths = touched
        } else {
            paths = Set(list.entries.map(\.path)).union(vault.needsReview.paths).union(book.accepted.keys)
        }
        (due, day) = (.some([]), today)
        guard isAnew || !paths.isEmpty else { return }
        isCountDue = true
        placed += paths.count
        let changes = paths.map { path in
            (path, settling.contains(path) ? nil : book.entry(of: path, in: vault, today: today))
        }
        guard list.set(changes) else { return }
        if !marked.isEmpty { marked = marked.filter { index(of: $0) != nil } }
        revision += 1
        queueRevision += 1
    }
}

/// A note that is to be compared with its accepted text.
package struct CountRequest: Hashable, Sendable {
    /// The note.
    package var path: NotePath
    /// The note that the accepted text was kept for; nil for a note that never was accepted.
    package var origin: NotePath?
}

/// What was done in a pass.
package struct ReviewPass: Hashable, Sendable {
    /// The notes that were accepted.
    package var accepted: Set<NotePath> = []
    /// The notes that were put off.
    package var snoozed: Set<NotePath> = []
    /// The notes that were archived.
    package var archived: Set<NotePath> = []
    /// How many steps were checked off.
    package var stepsDone = 0
    /// How many steps were added.
    package var stepsAdded = 0
    /// How long the screen was in use: seconds, long pauses left out.
    package var seconds: Int64 = 0

    /// A longer time without anything happening is a break: seconds.
    private static let longestPause: Int64 = 300

    /// No pass yet.
    package init() {}

    /// The notes that are dealt with.
    package var settled: Int { accepted.count + snoozed.count + archived.count }

    /// Counts what an edit of a note did to its steps.
    mutating func count(_ before: NoteDigest, _ after: NoteDigest) {
        stepsDone += after.doneSteps - before.doneSteps
        stepsAdded += after.doneSteps + after.openSteps - before.doneSteps - before.openSteps
    }

    /// Counts time that went by.
    package mutating func count(_ elapsed: Int64) { seconds += max(0, min(elapsed, Self.longestPause)) }

    /// How many minutes `count` more notes will take, by what the notes so far took; nil for too few of them.
    package func estimate(for count: Int) -> Int? {
        guard settled >= 2, seconds > 0, count > 0 else { return nil }
        return max(1, Int((seconds * Int64(count) / Int64(settled) + 30) / 60))
    }

    /// The time in words.
    package var time: String {
        switch seconds {
        case ..<60: "less than a minute"
        case ..<120: "a minute"
        default: "\(seconds / 60) minutes"
        }
    }
}

/// What an edit does to what is remembered of reviews.
package enum ReviewMemoryChange: Hashable, Sendable {
    /// The text became the accepted one, in place of one with the fingerprint `before`.
    case accepted(NotePath, text: [UInt8], before: Fingerprint?, isArchived: Bool)
    /// Notes were put off; the days before.
    case snoozed([NotePath: CalendarDay], before: [NotePath: CalendarDay])
}

/// What is done in the state folder when a save has succeeded.
package enum PendingMemory: Hashable, Sendable {
    /// The text is kept as accepted; `before` was.
    case keep(NotePath, text: [UInt8], before: Fingerprint?)
    /// The text accepted last is taken back; `after` was.
    case revert(NotePath, after: Fingerprint?)
    /// The accepted text follows an edit of it; `before` was.
    case follow(NotePath, text: [UInt8], before: Fingerprint?)
}

/// One command for several notes.
package struct ReviewBatch: Hashable, Sendable {
    /// What is done with them.
    package enum Action: Hashable, Sendable { case accept, archive }
    /// What is done with them.
    package var action: Action
    /// The notes.
    package var paths: [NotePath]
}
