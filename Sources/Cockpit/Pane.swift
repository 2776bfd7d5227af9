package import Screen
package import VaultModel

/// A list of things about a note, and what can be done about them, as a value.
package struct Pane: Sendable {
    /// What a pane's content is made from.
    package struct Context: Sendable {
        /// Everything that is known.
        package let state: State
        /// The note that the page is about, if it is read.
        package let subject: OpenNote?
        /// The width of a line, in cells.
        package let width: Int
        /// What lines must hold; empty for all.
        package let filter: String

        /// The same for content that makes its lines when they are asked for, and holds what they are made from:
        /// without the contents that are shown now, which would hold those that were shown before, and so on.
        var lasting: Context {
            var bare = state
            bare.contents = [:]
            return Context(state: bare, subject: subject, width: width, filter: filter)
        }
    }

    /// Its name.
    package let id: PaneID
    /// Its title on the screen.
    package let title: String
    /// The section that `a` adds a line to; nil where none can be added.
    package let addsTo: SectionKind?
    /// What is said where there is nothing to show.
    package let whenEmpty: String
    /// Whether the content depends on other notes than the subject.
    package let followsVault: Bool
    /// Whether the content depends on the pass of reviews.
    package let followsReview: Bool
    /// What its title says now, where that is not always the same.
    package let heading: (@Sendable (State) -> String)?
    /// A number that moves when something else changes that the content depends on.
    package let stamp: @Sendable (State) -> Int
    /// The place beside which the pane keeps its cursor, while another one moves in a list; nil for none.
    package let follows: @Sendable (State) -> Origin?
    /// What it shows.
    package let content: @Sendable (Context) -> Content

    /// A pane.
    package init(
        _ id: PaneID, _ title: String, addsTo: SectionKind? = nil, whenEmpty: String,
        followsVault: Bool = false, followsReview: Bool = false,
        heading: (@Sendable (State) -> String)? = nil,
        stamp: @escaping @Sendable (State) -> Int = { _ in 0 },
        follows: @escaping @Sendable (State) -> Origin? = { _ in nil },
        content: @escaping @Sendable (Context) -> Content
    ) {
        self.id = id
        self.title = title
        self.addsTo = addsTo
        self.whenEmpty = whenEmpty
        self.followsVault = followsVault
        self.followsReview = followsReview
        self.heading = heading
        self.stamp = stamp
        self.follows = follows
        self.content = content
    }

    /// All panes.
    package static let all: [Pane] = [
        .projects, .overview, .blockers, .steps, .collaborators, .facts, .related, .context, .queries,
        .reader, .queue, .review, .agenda, .people, .person, .search, .results, .preview,
    ]

    /// The scopes that a keymap file may name: each pane, and what counts everywhere.
    package static let scopes = Set(all.map(\.id.rawValue) + ["global", "list", "merge"])

    private static let byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })

    /// The pane with a name; the first one for a name that no pane has.
    package static func named(_ id: PaneID) -> Pane { byID[id] ?? .projects }
}

/// Gathers the lines and items of a pane.
package struct ContentBuilder {
    private var lines: [Line] = []
    private var items: [Item] = []
    private let width: Int
    private let filter: String
    private var seen: [String: Int] = [:]
    private var spent = 0
    private var hidden = 0
    /// Of more entries than these the rest is only counted (faults §4.3 rule 8); a long text counts for several.
    package static let mostEntries = 10_000
    /// So many characters of a text are looked through for what is marked in it.
    private static let mostMarked = 10_000
    /// So many bytes of an entry's text count for one more.
    private static let entryBytes = 256
    /// What stands before every line of the items to come.
    package var margin: StyledText?
    /// The text in whose place the items to come stand: words that it does not hold are marked.
    package var before: String?
    /// What is looked for: where the text of the items to come holds it, it is marked.
    package var wanted: SearchQuery?
    /// What stands behind the text of the items to come.
    package var after: String?

    /// A builder for lines of `width` cells that hold `filter`.
    package init(_ context: Pane.Context) {
        width = max(1, context.width)
        filter = context.filter.lowercased()
    }

    /// How many items there are.
    package var count: Int { items.count }

    /// Whether an entry with a text of `bytes` bytes is laid out too; those that are not are counted.
    package mutating func takesMore(_ bytes: Int) -> Bool {
        guard spent < Self.mostEntries else {
            hidden += 1
            return false
        }
        spent += 1 + bytes / Self.entryBytes
        return true
    }

    /// How often an id was asked for before: equal lines are told apart by their order.
    package mutating func occurrence(of id: String) -> Int {
        seen[id, default: -1] += 1
        return seen[id] ?? 0
    }

    /// Adds an item, its text wrapped, with the lines behind the first indented by `hanging` cells. Each of the
    /// `marks` stands behind it in one piece.
    package mutating func add(_ item: Item, _ text: StyledText, marks: [StyledText] = [], hanging: Int = 0) {
        let words = text.text + marks.map { "  " + $0.text }.joined()
        guard filter.isEmpty || words.lowercased().contains(filter) else { return }
        for line in laidOut(text, marks, hanging) { lines.append(Line(text: line, item: items.count)) }
        items.append(item)
    }

    /// Adds running text: each line on the screen is an item of its own, so that long text scrolls.
    package mutating func addText(_ item: Item, _ text: StyledText, hanging: Int = 0) {
        guard filter.isEmpty || text.text.lowercased().contains(filter) else { return }
        for (index, line) in laidOut(text, [], hanging).enumerated() {
            var part = item
            if index > 0 { part.id += "+\(index)" }
            lines.append(Line(text: line, item: items.count))
            items.append(part)
        }
    }

    /// The lines of a text, with what stands before and behind it.
    private func laidOut(_ text: StyledText, _ marks: [StyledText], _ hanging: Int) -> [StyledText] {
        var text = text
        if let before {
            let words = WordDiff.newWords(in: text.text, comparedTo: before)
            text = text.restyled(words) { $0.with(.added).adding([.bold, .underline]) }
        }
        if let wanted {
            let found = wanted.matches(in: String(text.text.prefix(Self.mostMarked)))
            text = text.restyled(found) { $0.with(.match).adding(.bold) }
        }
        if let after { text.append(after, .warning) }
        let room = max(1, width - (margin?.width ?? 0))
        let body = text.wrapped(to: room, hanging: hanging).followed(by: marks, width: room, hanging: hanging)
        guard let margin else { return body }
        return body.map { line in
            var whole = margin
            whole.append(line)
            return whole
        }
    }

    /// Adds a line that the cursor passes over, unless a filter is on.
    package mutating func addHeading(_ text: StyledText) {
        guard filter.isEmpty else { return }
        if !lines.isEmpty { lines.append(Line(text: StyledText(), item: nil)) }
        lines.append(Line(text: text.truncated(to: width), item: nil))
    }

    /// Adds a line right below the one before that the cursor passes over, unless a filter is on.
    package mutating func addPassive(_ text: StyledText) {
        guard filter.isEmpty else { return }
        lines.append(Line(text: text.truncated(to: width), item: nil))
    }

    /// Adds text that the cursor passes over, unless a filter is on.
    package mutating func addPassing(_ text: StyledText, hanging: Int = 0) {
        guard filter.isEmpty else { return }
        for line in laidOut(text, [], hanging) { lines.append(Line(text: line, item: nil)) }
    }

    /// Adds an empty line, unless a filter is on.
    package mutating func addSpace() {
        guard filter.isEmpty, !lines.isEmpty else { return }
        lines.append(Line(text: StyledText(), item: nil))
    }

    /// What was gathered; `note` is what the title adds.
    package func content(note: String = "") -> Content {
        var (lines, items) = (lines, items)
        if hidden > 0 {
            let words = "… \(hidden) more; open the note in your editor to see them"
            lines.append(Line(text: StyledText(words, .warning).truncated(to: width), item: items.count))
            items.append(Item(id: "more", kind: .text))
        }
        return Content(lines: lines, items: items, note: note)
    }
}
