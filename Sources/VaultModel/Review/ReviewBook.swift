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
    /// Why it is there.
    package var reason: ReviewReason
    /// When its file last changed, in nanoseconds since 1970.
    package var modified: Int64
    /// The day until which it is put off; nil where it is not.
    package var snoozedUntil: CalendarDay?
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
    package var accepted: [NotePath: Fingerprint]
    /// The notes that are put off, with the day on which they come back.
    package var snoozes: [NotePath: CalendarDay]
    /// What was seen of the files that this is about.
    package private(set) var sightings: [NotePath: ReviewSighting] = [:]

    /// A book of what the state folder remembers.
    package init(accepted: [NotePath: Fingerprint] = [:], snoozes: [NotePath: CalendarDay] = [:]) {
        self.accepted = accepted
        self.snoozes = snoozes
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

    /// The queue: notes with the tag, then those changed since they were accepted, in each the newest change
    /// first; those put off behind the others. Conflict copies are left out (faults §3 rule 8).
    package func entries(_ vault: Vault, today: CalendarDay) -> [ReviewEntry] {
        let tagged = vault.needsReview.paths.filter { !$0.isConflictCopy }
        let known = Set(tagged)
        let changed = accepted.keys.filter {
            !known.contains($0) && isChanged($0) && vault.contains($0) && !$0.isConflictCopy
        }
        let all =
            tagged.map { entry($0, .needsReview, today) } + changed.map { entry($0, .changed, today) }
        return all.sorted { Self.order($0) < Self.order($1) }
    }

    private func entry(_ path: NotePath, _ reason: ReviewReason, _ today: CalendarDay) -> ReviewEntry {
        let day = snoozes[path].flatMap { $0 > today ? $0 : nil }
        return ReviewEntry(
            path: path, reason: reason, modified: sightings[path]?.modified ?? 0, snoozedUntil: day)
    }

    private static func order(_ entry: ReviewEntry) -> (Int, Int, Int64, NotePath) {
        (entry.snoozedUntil == nil ? 0 : 1, entry.reason == .needsReview ? 0 : 1, -entry.modified, entry.path)
    }

    /// The note whose accepted text belongs to a note: itself, or one of the same name that is no longer there,
    /// as when a pipeline has moved it.
    package func origin(of path: NotePath, in vault: Vault) -> NotePath? {
        if accepted[path] != nil { return path }
        let name = path.fileName
        let moved = accepted.keys.filter { $0.fileName == name && !vault.contains($0) }
        return moved.count == 1 ? moved.first : nil
    }
}
