/// Why a note is in the queue.
package enum ReviewReason: String, Hashable, Sendable {
    /// It has the tag.
    case needsReview = "needs-review"
    /// It holds other bytes than were accepted.
    case changed
}

/// A note of the queue.
package struct ReviewEntry: Hashable, Sendable {
    /// The note.
    package var path: NotePath
    /// Its title.
    package var title: String
    /// Why it is there.
    package var reason: ReviewReason
    /// When its file last changed, in nanoseconds since 1970.
    package var modified: Int64
    /// The day until which it is put off; nil where it is not.
    package var snoozedUntil: CalendarDay?
}

extension ReviewEntry: Comparable {
    /// The order of the queue: notes with the tag, then those changed since they were accepted, in each the newest
    /// change first; those put off behind the others.
    package static func < (left: ReviewEntry, right: ReviewEntry) -> Bool { left.place < right.place }

    private var place: (Int, Int, Int64, NotePath) {
        (snoozedUntil == nil ? 0 : 1, reason == .needsReview ? 0 : 1, -modified, path)
    }
}

/// What was seen of a file that is up for review, or was accepted once.
package struct ReviewSighting: Hashable, Sendable {
    /// The note.
    package var path: NotePath
    /// When its file last changed, in nanoseconds since 1970.
    package var modified: Int64
    /// Its contents.
    package var contents: Fingerprint

    /// What was seen of a file.
    package init(_ path: NotePath, modified: Int64, contents: Fingerprint) {
        self.path = path
        self.modified = modified
        self.contents = contents
    }
}

/// What is known about reviews: which texts were accepted, which notes are put off, what the files hold now.
package struct ReviewBook: Sendable {
    /// The contents that were accepted.
    package private(set) var accepted: [NotePath: Fingerprint]
    /// The notes of `accepted`, by their file's name.
    private var named: [String: Set<NotePath>]
    /// The notes that are put off, with the day on which they come back.
    package var snoozes: [NotePath: CalendarDay]
    /// What was seen of the files that this is about.
    package private(set) var sightings: [NotePath: ReviewSighting] = [:]

    /// A book of what the state folder remembers.
    package init(accepted: [NotePath: Fingerprint] = [:], snoozes: [NotePath: CalendarDay] = [:]) {
        self.accepted = accepted
        self.snoozes = snoozes
        named = Dictionary(grouping: accepted.keys, by: \.fileName).mapValues { Set($0) }
    }

    /// Takes over which contents of a note are the accepted ones; nil for none.
    package mutating func accept(_ path: NotePath, _ contents: Fingerprint?) {
        accepted[path] = contents
        if contents != nil {
            named[path.fileName, default: []].insert(path)
        } else {
            named[path.fileName]?.remove(path)
        }
    }

    /// Takes over what another book knows but of what the files hold.
    package mutating func learn(_ book: ReviewBook) {
        accepted = book.accepted
        named = book.named
        snoozes = book.snoozes
    }

    /// Notes what was seen of a file. One that holds what it held keeps its time: our own save comes back so.
    package mutating func see(_ sighting: ReviewSighting) {
        if sightings[sighting.path]?.contents != sighting.contents { sightings[sighting.path] = sighting }
    }

    /// Notes what a file holds after a save of ours, which does not move it in the queue.
    package mutating func saw(_ path: NotePath, contents: Fingerprint) {
        guard sightings[path] != nil || accepted[path] != nil else { return }
        sightings[path] = ReviewSighting(path, modified: sightings[path]?.modified ?? 0, contents: contents)
    }

    /// Forgets a file that is gone.
    package mutating func remove(_ path: NotePath) { sightings[path] = nil }

    /// Whether the note holds other bytes than were accepted.
    package func isChanged(_ path: NotePath) -> Bool {
        guard let accepted = accepted[path], let sighting = sightings[path] else { return false }
        return sighting.contents != accepted
    }

    /// The queue in order.
    package func entries(_ vault: Vault, today: CalendarDay) -> [ReviewEntry] {
        let paths = Set(vault.needsReview.paths).union(accepted.keys)
        return paths.compactMap { entry(of: $0, in: vault, today: today) }.sorted()
    }

    /// A note's place in the queue; nil for one that is not to be looked at. Conflict copies are left out (faults §3
    /// rule 8).
    package func entry(of path: NotePath, in vault: Vault, today: CalendarDay) -> ReviewEntry? {
        guard let digest = vault[path], digest.needsReview || isChanged(path), !path.isConflictCopy else {
            return nil
        }
        return ReviewEntry(
            path: path, title: digest.title, reason: digest.needsReview ? .needsReview : .changed,
            modified: sightings[path]?.modified ?? 0,
            snoozedUntil: snoozes[path].flatMap { $0 > today ? $0 : nil })
    }

    /// The note whose accepted text belongs to a note: itself, or one of the same name that is no longer there,
    /// as when a pipeline has moved it.
    package func origin(of path: NotePath, in vault: Vault) -> NotePath? {
        if accepted[path] != nil { return path }
        let moved = named[path.fileName, default: []].filter { !vault.contains($0) }
        return moved.count == 1 ? moved.first : nil
    }
}
