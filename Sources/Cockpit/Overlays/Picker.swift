import Keymaps
import Screen
import VaultModel

/// A list of notes or commands that is narrowed by typing.
package struct Picker: Sendable {
    /// What is picked from.
    package enum Kind: Hashable, Sendable {
        case notes, commands
        /// A few rows that a command offers.
        case choices(title: String, [PickerRow])
    }

    /// What is picked from.
    package let kind: Kind
    /// What is typed.
    package var line = InputLine()
    /// What fits, best first.
    package internal(set) var rows: [PickerRow] = []
    /// The index in `rows` of the one that Enter picks.
    package var cursor = 0
    /// How many fit, those that are not in `rows` included.
    package internal(set) var count = 0
    /// How many there are to pick from.
    package internal(set) var total = 0
    /// The number of the search that was asked for last, and of the one whose answer is shown.
    private(set) var asked = 0
    private(set) var answered = 0
    /// The number of the search whose first rows are shown.
    private var offered = 0
    /// Whether Enter was pressed before the answer came.
    var isPicked = false
    /// The revision of the vault that the rows were made from.
    private(set) var revision = 0

    /// How many rows are kept; nobody reads further.
    package static let mostRows = 200

    /// A picker of nothing yet.
    init(_ kind: Kind) { self.kind = kind }

    /// What the box is called.
    package var title: String {
        switch kind {
        case .notes: "Find a note"
        case .commands: "Commands"
        case .choices(let title, _): title
        }
    }
    /// Whether a search is under way.
    package var isAwaiting: Bool { asked != answered }
    /// Whether the rows are the first ones of the answer to come.
    var isOffered: Bool { offered == asked }
    /// The row that Enter picks.
    package var picked: PickerRow? { cursor < rows.count ? rows[cursor] : nil }
    /// What is typed, without blanks around it.
    var pattern: String {
        let text = line.text.drop(while: \.isWhitespace)
        return String(text.reversed().drop(while: \.isWhitespace).reversed())
    }

    /// Waits for the answer with a number.
    mutating func ask(_ number: Int, revision: Int) {
        asked = number
        self.revision = revision
    }

    /// Takes rows over, the cursor on the first; or where it is if these were offered already.
    mutating func show(_ found: [PickerRow], count: Int, answering number: Int) {
        if answered != number, offered != number { cursor = 0 }
        rows = found
        self.count = count
        answered = number
        cursor = min(cursor, max(0, rows.count - 1))
    }

    /// Takes over the first rows of an answer that is to come, the cursor on the first.
    mutating func offer(_ found: [PickerRow], count: Int) {
        rows = found
        self.count = count
        cursor = 0
        offered = asked
    }
}

extension State {
    /// Opens a picker: of notes with those read lately first, or of commands.
    mutating func openPicker(_ kind: Picker.Kind) -> [Effect] { search(Picker(kind)) }

    /// Notes that a note is read.
    mutating func visit(_ path: NotePath) {
        visited.removeAll { $0 == path }
        visited.insert(path, at: 0)
        if visited.count > Self.mostVisited { visited.removeLast() }
    }

    /// How many notes count as read lately.
    static let mostVisited = 50

    /// Gives a key to the picker.
    mutating func type(_ key: Key, into picker: Picker) -> [Effect] {
        var picker = picker
        picker.isPicked = false
        switch key.notation {
        case "<Down>", "<C-n>", "<Tab>":
            picker.cursor = min(picker.cursor + 1, max(0, picker.rows.count - 1))
        case "<Up>", "<C-p>", "<S-Tab>": picker.cursor = max(0, picker.cursor - 1)
        case "<PgDn>": picker.cursor = min(picker.cursor + 16, max(0, picker.rows.count - 1))
        case "<PgUp>": picker.cursor = max(0, picker.cursor - 16)
        default:
            let before = picker.pattern
            switch picker.line.take(key) {
            case .accepted:
                guard !picker.isAwaiting || picker.isOffered && picker.picked != nil else {
                    picker.isPicked = true
                    break
                }
                overlay = nil
                return pick(picker.picked)
            case .cancelled:
                overlay = nil
                return []
            case .changed: if picker.pattern != before { return search(picker) }
            case .ignored: break
            }
        }
        overlay = .picker(picker)
        return []
    }

    /// Finds what fits the typed text; notes by a worker.
    mutating func search(_ picker: Picker) -> [Effect] {
        var picker = picker
        defer { overlay = .picker(picker) }
        let pattern = picker.pattern
        lastFind += 1
        picker.ask(lastFind, revision: vault.revision)
        switch picker.kind {
        case .commands:
            let rows = PickerRow.commands(fitting: pattern, self)
            picker.total = Command.all.count
            picker.show(rows, count: rows.count, answering: lastFind)
            return []
        case .choices(_, let all):
            let rows = PickerRow.choices(all, fitting: pattern)
            picker.total = all.count
            picker.show(rows, count: rows.count, answering: lastFind)
            return []
        case .notes: break
        }
        picker.total = vault.count
        // The order of all notes may have to be worked out; those read lately need not wait for it.
        if pattern.isEmpty { picker.offer(PickerRow.recentNotes(self), count: vault.count) }
        return [.findNames(lastFind, pattern, recents: visited)]
    }

    /// Takes the answer to a search for a note over.
    mutating func named(_ number: Int, _ matches: [NameMatch], _ count: Int) -> [Effect] {
        guard case .picker(var picker) = overlay, picker.asked == number else { return [] }
        let rows =
            picker.pattern.isEmpty
            ? PickerRow.recentNotes(self, then: matches) : matches.map { PickerRow($0, vault) }
        picker.show(rows, count: count, answering: number)
        overlay = .picker(picker)
        guard picker.isPicked else { return [] }
        overlay = nil
        return pick(picker.picked)
    }

    /// Looks again where the vault changed since.
    mutating func refreshPicker() -> [Effect] {
        guard case .picker(let picker) = overlay, picker.kind == .notes, !picker.isAwaiting,
            picker.revision != vault.revision
        else { return [] }
        let effects = search(picker)
        if case .picker(var renewed) = overlay, renewed.isOffered {
            // What is shown stays until the answer is there.
            renewed.offer(picker.rows, count: vault.count)
            renewed.cursor = picker.cursor
            overlay = .picker(renewed)
        }
        return effects
    }

    private mutating func pick(_ row: PickerRow?) -> [Effect] {
        switch row?.target {
        case .note(let path, let line): read(path, line: line)
        case .command(let id): Command.named(id)?.ask(&self) ?? []
        case .name(let offer, let place): link(offer, at: place)
        case .status(let path, let status): setStatus(status, of: path)
        case nil: []
        }
    }
}
