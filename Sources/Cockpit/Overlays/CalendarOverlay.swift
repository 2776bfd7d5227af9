package import Keymaps
package import VaultModel

/// The choice of the day that a task is due: a month to move in, and a line to type a day's name.
package struct CalendarOverlay: Sendable {
    /// What the day is chosen for, as it was listed.
    let item: Item
    /// The note when the choice began; nil where it was not read.
    let note: Note?
    /// The task's line, from 0.
    let line: Int
    /// The task's text, for the reader.
    package let title: String
    /// The day it is due now.
    package let due: CalendarDay?
    /// Today's date.
    package let today: CalendarDay
    /// The day under the cursor, which the month is shown of.
    package private(set) var day: CalendarDay
    /// What is typed.
    package private(set) var words = InputLine()
    /// Whether the typed text counts, and not the day under the cursor; once deleted to nothing it means no day.
    package private(set) var isTyped = false

    /// A choice for an item that stands on a line of a note, from 0; nil where there is no task.
    init?(_ item: Item, line: Int, in note: Note, settings: TaskSettings, today: CalendarDay) {
        guard note.listItems.contains(where: { $0.line == line && $0.box != nil }) else { return nil }
        let content = note.lines.contentRange(of: line, in: note.bytes)
        guard let task = TaskLine(line: note.bytes[content], settings: settings) else { return nil }
        self.init(item, task, line: line, in: note, today: today)
    }

    /// A choice for an item whose note is not read, by what the index keeps of it; nil where there is no task.
    init?(_ item: Item, listed task: TaskDigest, settings: TaskSettings, today: CalendarDay) {
        let line = Array("- [\(task.mark)] \(task.text)".utf8)
        guard let read = TaskLine(line: line[...], settings: settings) else { return nil }
        var item = item
        item.anchor = item.anchor ?? task.text
        self.init(item, read, line: task.line, in: nil, today: today)
    }

    private init(_ item: Item, _ task: TaskLine, line: Int, in note: Note?, today: CalendarDay) {
        self.item = item
        self.note = note
        self.line = line
        title = task.description
        due = task.due
        self.today = today
        day = task.due ?? today
    }

    /// What Enter would write; nil for typed text that means no day.
    package var choice: DayWords? { isTyped ? DayWords(words.text, today: today) : .day(day) }

    /// What Enter would write, in words.
    package var preview: String {
        switch choice {
        case nil: "not a day: “\(words.text)”"
        case .noDay?: due == nil ? "no due date" : "no due date any more"
        case .day(let day)?: "\(Self.weekdays[day.weekday - 1]) \(day), \(distance(to: day))"
        }
    }

    private func distance(to day: CalendarDay) -> String {
        let days = day.days(since: today)
        switch days {
        case 0: return "today"
        case 1: return "tomorrow"
        case -1: return "yesterday"
        case 2...: return "in \(days) days"
        default: return "\(-days) days ago"
        }
    }

    /// The weekdays in short, from Monday on.
    static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

    /// What became of a key.
    package enum Answer: Hashable, Sendable { case stays, accepted, cancelled }

    /// Takes a key: letters that move count as moves as long as nothing is typed.
    package mutating func take(_ key: Key) -> Answer {
        if let move = Self.moves[key.notation] ?? (words.text.isEmpty ? Self.letters[key.notation] : nil) {
            apply(move)
            return .stays
        }
        let before = words.text
        switch words.take(key) {
        case .accepted: return choice == nil ? .stays : .accepted
        case .cancelled: return .cancelled
        case .changed: if words.text != before || Self.deletes.contains(key.notation) { follow() }
        case .ignored: break
        }
        return .stays
    }

    /// Puts the cursor on a day, as a click does.
    package mutating func move(to day: CalendarDay) {
        self.day = day
        words = InputLine()
        isTyped = false
    }

    /// Puts pasted text in.
    package mutating func insert(_ text: String) {
        words.insert(text)
        follow()
    }

    /// Lets the typed text count from here on, and shows the day that it means.
    private mutating func follow() {
        isTyped = true
        if case .day(let day)? = choice { self.day = day }
    }

    /// Moves by whole months.
    package mutating func turn(by months: Int) { apply(.months(months)) }

    private enum Move {
        case days(Int)
        case months(Int)
        case today
    }

    private mutating func apply(_ move: Move) {
        let target =
            switch move {
            case .days(let days): day.adding(days: days)
            case .months(let months): day.adding(months: months)
            case .today: today
            }
        // Dates of tasks have four digits for the year.
        if (1000...9999).contains(target.year) { self.move(to: target) }
    }

    private static let moves: [String: Move] = [
        "<Left>": .days(-1), "<Right>": .days(1), "<Up>": .days(-7), "<Down>": .days(7),
        "<C-p>": .days(-7), "<C-n>": .days(7), "<PgUp>": .months(-1), "<PgDn>": .months(1), "<": .months(-1),
        ">": .months(1), "<S-Tab>": .days(-1), "<Tab>": .days(1),
    ]
    /// The keys that take the day away where nothing is typed.
    private static let deletes: Set = ["<Backspace>", "<Delete>", "<C-h>"]
    private static let letters: [String: Move] = [
        "h": .days(-1), "l": .days(1), "k": .days(-7), "j": .days(7), "<Home>": .today, "<C-b>": .days(-1),
        "<C-f>": .days(1), ".": .today,
    ]
}

extension State {
    /// Gives a key to the calendar.
    mutating func type(_ key: Key, into calendar: CalendarOverlay) -> [Effect] {
        var calendar = calendar
        let answer = calendar.take(key)
        overlay = answer == .stays ? .calendar(calendar) : nil
        return answer == .accepted ? accept(calendar) : []
    }

    /// Writes the day that was chosen, on the line as it stands by now.
    private mutating func accept(_ calendar: CalendarOverlay) -> [Effect] {
        guard let choice = calendar.choice else { return [] }
        let day: CalendarDay? = if case .day(let day) = choice { day } else { nil }
        let settings = editSettings
        guard let note = calendar.note else {
            return changeTask(calendar.item) { (line, note) throws(EditRefusal) in
                try ProjectEdit.setDue(day, line: line, in: note, settings: settings)
            }
        }
        return changeTask(calendar.item) { (_) throws(EditRefusal) in
            calendar.line
        } make: { (_, current) throws(EditRefusal) in
            let edit = try ProjectEdit.setDue(day, line: calendar.line, in: note, settings: settings)
            do throws(AnchorLoss) { return try edit.rebased(onto: current.bytes) } catch {
                throw EditRefusal("the task's line changed meanwhile; look at it and choose the day again")
            }
        }
    }
}
