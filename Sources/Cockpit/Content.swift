package import Screen
package import VaultModel

/// The place in a note that something on the screen came from.
package struct Origin: Hashable, Sendable {
    /// The note.
    package var path: NotePath
    /// The line, from 0.
    package var line: Int

    /// A place in a note; `line` counts from 0.
    package init(_ path: NotePath, line: Int) {
        self.path = path
        self.line = line
    }
}

/// Where a link or a row leads.
package enum Destination: Hashable, Sendable {
    /// A note of the vault, and the heading or `^block` in it, if one is meant.
    case note(NotePath, heading: String?)
    /// A line of a note.
    case place(Origin)
    /// A link that leads to no note, as written.
    case missing(String)
    /// An address outside the vault.
    case address(String)
}

/// One thing that the cursor can stand on: a step, a blocker, a person, a line of text.
package struct Item: Hashable, Sendable {
    /// What kind of thing the item is, as far as commands need to know.
    package enum Kind: Hashable, Sendable {
        case step, blocker, person, note, text, link
    }
    /// What stays the same when the note changes around it: the selection follows it.
    package var id: String
    /// What it is.
    package var kind: Kind
    /// Where it stands; nil for what stands in no note.
    package var origin: Origin?
    /// The item's text as it can be edited in place; nil where it can't.
    package var editable: String?
    /// Where Enter leads, in the order of the links on it.
    package var destinations: [Destination]
    /// The query whose table the item is a row of; nil for what stands in no table.
    package var table: NoteQuestion?
    /// What the line of `origin` holds, for items that were listed before the note was read: an edit looks for it.
    package var anchor: String?

    /// An item of a pane.
    package init(
        id: String, kind: Kind, origin: Origin? = nil, editable: String? = nil,
        destinations: [Destination] = [], anchor: String? = nil
    ) {
        self.id = id
        self.kind = kind
        self.origin = origin
        self.editable = editable
        self.destinations = destinations
        self.anchor = anchor
    }
}

/// One line of a pane on the screen.
package struct Line: Sendable {
    /// What is shown.
    package var text: StyledText
    /// The index of the item that the line belongs to; nil for a line that the cursor passes over.
    package var item: Int?
}

/// What a pane shows: lines of cells, and the items they belong to.
///
/// A list as long as the vault makes its lines only when they are asked for.
package struct Content: Sendable {
    /// How many lines there are.
    package let lineCount: Int
    /// How many items there are.
    package let itemCount: Int
    /// What the title adds: `2 of 5`.
    package var note: String = ""

    private let makeLine: @Sendable (Int) -> Line
    private let makeItem: @Sendable (Int) -> Item
    private let findFirst: @Sendable (Int) -> Int
    private let findItem: @Sendable (String, Int) -> Int?

    /// Content whose lines are all there.
    package init(lines: [Line], items: [Item], note: String = "") {
        var first = [Int](repeating: 0, count: items.count)
        for (index, line) in lines.enumerated().reversed() {
            if let item = line.item { first[item] = index }
        }
        let starts = first
        lineCount = lines.count
        itemCount = items.count
        makeLine = { lines[$0] }
        makeItem = { items[$0] }
        findFirst = { starts[$0] }
        findItem = { id, _ in items.firstIndex { $0.id == id } }
        self.note = note
    }

    /// Content of one line an item, made when asked for.
    ///
    /// `find` answers the index of the item with an id; the second argument is where it stood before.
    package init(
        count: Int, note: String = "", text: @escaping @Sendable (Int) -> StyledText,
        item: @escaping @Sendable (Int) -> Item, find: @escaping @Sendable (String, Int) -> Int?
    ) {
        lineCount = count
        itemCount = count
        makeLine = { Line(text: text($0), item: $0) }
        makeItem = item
        findFirst = { $0 }
        findItem = find
        self.note = note
    }

    /// Content of one line an item under headings, made when asked for; `counts` says how many items stand under
    /// each. The first ones stand under none if it `startsBare`.
    package init(
        groups counts: [Int], startsBare: Bool = false, note: String = "",
        heading: @escaping @Sendable (Int) -> StyledText,
        text: @escaping @Sendable (Int) -> StyledText,
        item: @escaping @Sendable (Int) -> Item, find: @escaping @Sendable (String, Int) -> Int?
    ) {
        let table = GroupTable(counts, startsBare: startsBare)
        lineCount = table.lineCount
        itemCount = table.itemCount
        makeLine = { line in
            switch table.place(ofLine: line) {
            case .space: Line(text: StyledText(), item: nil)
            case .heading(let group): Line(text: heading(group), item: nil)
            case .item(let index): Line(text: text(index), item: index)
            }
        }
        makeItem = item
        findFirst = { table.line(ofItem: $0) }
        findItem = find
        self.note = note
    }

    /// Nothing.
    package static let empty = Content(lines: [], items: [])

    /// The line at `index`.
    package func line(_ index: Int) -> Line { makeLine(index) }
    /// The item at `index`.
    package func item(_ index: Int) -> Item { makeItem(index) }
    /// The first line of an item.
    package func firstLine(of item: Int) -> Int { findFirst(item) }
    /// The index of the item with an id, looked for near where it stood before.
    package func index(of id: String, near index: Int) -> Int? { findItem(id, index) }

    /// The line behind the last line of an item.
    package func endLine(of item: Int) -> Int {
        var line = firstLine(of: item)
        while line < lineCount, makeLine(line).item == item { line += 1 }
        return max(line, firstLine(of: item) + 1)
    }
}

/// Where the cursor stands in a pane, and what part of its content is in sight.
package struct PaneState: Hashable, Sendable {
    /// The index of the item under the cursor.
    package var cursor = 0
    /// The id of that item, so that the cursor follows it.
    package var selected: String?
    /// The first line in sight.
    package var top = 0
    /// Which of the item's links Enter follows.
    package var link = 0
    /// Whether Tab put the cursor on that link, so that it is marked.
    package var onLink = false
    /// The note whose content the cursor stands in; another note starts at its top.
    package var subject: NotePath?
    /// Whether somebody moved the cursor here: until then a list that still grows shows its start.
    package var isPlaced = false
    /// The item that an earlier session left the cursor on, until it is there.
    package var awaited: String?
    /// The place of a line that was added here: the cursor goes to it as soon as it is there.
    package var added: Origin?
    /// What the pane is filtered by; empty for all.
    package var filter = ""
    /// The place in the list beside it that a preview was last brought to.
    package var followed: Origin?

    /// A pane at its top.
    package init() {}

    /// Puts the cursor on the item it stood on, else as near as can be, and brings it into sight.
    ///
    /// `height` is how many lines the pane shows.
    package mutating func settle(in content: Content, height: Int) {
        if let id = selected, cursor >= content.itemCount || content.item(cursor).id != id {
            if let index = content.index(of: id, near: cursor) { cursor = index }
        }
        cursor = max(0, min(cursor, content.itemCount - 1))
        if content.itemCount > 0 { selected = content.item(cursor).id }
        reveal(in: content, height: height)
    }

    /// Moves the cursor to the item at `index`, or to the nearest there is.
    package mutating func move(to index: Int, in content: Content, height: Int) {
        guard content.itemCount > 0 else { return }
        cursor = max(0, min(index, content.itemCount - 1))
        selected = content.item(cursor).id
        isPlaced = true
        link = 0
        onLink = false
        reveal(in: content, height: height)
    }

    /// Puts the cursor on the line that was added, if there is one.
    mutating func goToAdded(in content: Content, height: Int) {
        guard let place = added else { return }
        added = nil
        guard let index = (0..<content.itemCount).first(where: { content.item($0).origin == place }) else {
            return
        }
        move(to: index, in: content, height: height)
    }

    /// Puts the cursor on the item with an id, and it in the upper third of the pane.
    mutating func show(_ id: String, in content: Content, height: Int) {
        guard let index = content.index(of: id, near: cursor) else { return }
        cursor = index
        selected = id
        top = max(0, content.firstLine(of: index) - height / 3)
    }

    /// Scrolls as little as possible so that the item under the cursor is in sight.
    private mutating func reveal(in content: Content, height: Int) {
        guard content.itemCount > 0, height > 0 else {
            top = max(0, min(top, content.lineCount - height))
            return
        }
        let first = content.firstLine(of: cursor)
        let end = content.endLine(of: cursor)
        if end > top + height { top = end - height }
        if first < top { top = first }
        // The lines above the first item can't be reached by the cursor: show them with it.
        if cursor == 0, end <= height { top = 0 }
        top = max(0, min(top, max(0, content.lineCount - height)))
    }
}
