package import VaultModel

/// Why a project needs attention, worst first.
package struct Attention: Hashable, Sendable {
    /// How many blockers are open.
    package var blockers = 0
    /// Whether it is blocked: by a blocker, or by its status.
    package var isBlocked = false
    /// Whether a pipeline's change waits for a look.
    package var needsReview = false
    /// How many open steps are past their due day.
    package var overdue = 0
    /// Whether nobody was in contact for longer than `staleAfter` days.
    package var isStale = false
    /// How many steps are open.
    package var steps = 0
    /// Whether a sync service made the file because two devices changed the note.
    package var isConflictCopy = false
    /// Whether the project is done, archived or cancelled: then nothing about it is urgent.
    package var isOver = false

    /// How many days without contact make a project stale.
    package static let staleAfter = 30

    /// Reads the marks off a note's digest.
    package init(_ digest: NoteDigest, today: CalendarDay) {
        let status = digest.status?.lowercased() ?? ""
        isOver = ["archived", "done", "completed", "cancelled", "closed"].contains(status)
        needsReview = digest.needsReview
        isConflictCopy = digest.path.isConflictCopy
        guard !isOver, !isConflictCopy else { return }
        blockers = digest.openBlockers
        isBlocked = blockers > 0 || status == "blocked"
        steps = digest.openTasks
        overdue = digest.overdueTasks(before: today)
        if let contact = digest.lastContact.flatMap({ CalendarDay(String($0.prefix(10))) }) {
            isStale = contact.adding(days: Self.staleAfter) < today
        }
    }

    /// The rank of conflict copies, behind all projects.
    static let conflictRank: UInt8 = 17

    /// Where the project stands among all: smaller comes first.
    package var rank: UInt8 {
        if isConflictCopy { return Self.conflictRank }
        if isOver { return needsReview ? 15 : 16 }
        let urgency = (isBlocked ? 8 : 0) + (needsReview ? 4 : 0) + (overdue > 0 ? 2 : 0) + (isStale ? 1 : 0)
        return UInt8(15 - urgency)
    }
}

/// The projects of the vault, those that need attention first; kept in order as notes come and go.
package struct ProjectList: Sendable {
    /// One project and what it is ordered by.
    package struct Entry: OrderedEntry {
        /// The note.
        package var path: NotePath
        /// What it needs, read off its digest once: a note may hold very many steps.
        package var attention: Attention
        /// `Attention.rank`.
        package var rank: UInt8
        /// The title as it is compared: without case.
        package var title: String

        /// The order of the list.
        package static func < (left: Entry, right: Entry) -> Bool {
            if left.rank != right.rank { return left.rank < right.rank }
            if left.title != right.title { return left.title < right.title }
            return left.path < right.path
        }
    }

    private var list = OrderedNotes<Entry>()

    /// No projects.
    package init() {}

    /// The entries in order.
    package var entries: [Entry] { list.entries }

    /// How many projects there are, conflict copies left out.
    package var count: Int {
        entries.partitioningIndex { $0.rank >= Attention.conflictRank }
    }

    /// Takes over notes, new ones and changed ones; those that are no projects leave.
    package mutating func update(_ digests: [NoteDigest], today: CalendarDay) {
        list.set(
            digests.map { digest in
                (digest.path, digest.isProject ? Entry(digest, Attention(digest, today: today)) : nil)
            })
    }

    /// Takes a note out.
    package mutating func remove(_ path: NotePath) { list.set([(path, nil)]) }

    /// The places in `entries` of those whose titles fit a filter.
    func places(fitting filter: TextFilter) -> [Int] { list.places(fitting: filter) }

    /// The index of a project, in a time that grows with the logarithm of their number.
    package func index(of path: NotePath) -> Int? { list.index(of: path) }
}

extension ProjectList.Entry {
    fileprivate init(_ digest: NoteDigest, _ attention: Attention) {
        self.init(
            path: digest.path, attention: attention, rank: attention.rank, title: digest.title.lowercased())
    }
}
