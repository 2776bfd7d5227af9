package import Keymaps

/// One line of text that the user types, with a cursor.
package struct InputLine: Hashable, Sendable {
    /// The text.
    package private(set) var text: String
    /// How many characters stand before the cursor.
    package private(set) var cursor: Int

    /// A line that holds `text`, the cursor at its end.
    package init(_ text: String = "") {
        self.text = text
        cursor = text.count
    }

    /// The text before the cursor.
    package var head: String { String(text.prefix(cursor)) }
    /// The text behind the cursor.
    package var tail: String { String(text.dropFirst(cursor)) }

    /// Puts text in at the cursor; line ends become spaces, since the line stays one.
    package mutating func insert(_ more: String) {
        let line = String(more.map { $0.isNewline ? " " : $0 })
        text = head + line + tail
        cursor = min(text.count, cursor + line.count)
    }

    /// Puts the cursor behind so many characters.
    package mutating func move(to place: Int) { cursor = max(0, min(place, text.count)) }

    /// Puts other text in place of what stands between so many characters and the cursor.
    package mutating func replace(from start: Int, with more: String) {
        let kept = text.prefix(start)
        text = kept + more + tail
        cursor = start + more.count
    }

    /// What a key did to the line.
    package enum Answer: Hashable, Sendable { case changed, accepted, cancelled, ignored }

    /// Edits the line by one key, as line editors do.
    package mutating func take(_ key: Key) -> Answer {
        switch key.notation {
        case "<Enter>": return .accepted
        case "<Esc>", "<C-c>", "<C-g>": return .cancelled
        case "<Backspace>", "<C-h>": deleteBack()
        case "<Delete>", "<C-d>": text = head + String(tail.dropFirst())
        case "<Left>", "<C-b>": cursor = max(0, cursor - 1)
        case "<Right>", "<C-f>": cursor = min(text.count, cursor + 1)
        case "<Home>", "<C-a>": cursor = 0
        case "<End>", "<C-e>": cursor = text.count
        case "<C-u>":
            text = tail
            cursor = 0
        case "<C-k>": text = head
        case "<C-w>", "<A-Backspace>": deleteWordBack()
        case "<A-b>", "<C-Left>": cursor = wordStart()
        case "<A-f>", "<C-Right>": cursor = wordEnd()
        default:
            guard let typed = key.character else { return .ignored }
            insert(String(typed))
        }
        return .changed
    }

    private mutating func deleteBack() {
        guard cursor > 0 else { return }
        text = String(head.dropLast()) + tail
        cursor -= 1
    }

    private mutating func deleteWordBack() {
        let start = wordStart()
        text = String(text.prefix(start)) + tail
        cursor = start
    }

    private func wordStart() -> Int {
        let before = Array(head)
        var index = before.count
        while index > 0, before[index - 1].isWhitespace { index -= 1 }
        while index > 0, !before[index - 1].isWhitespace { index -= 1 }
        return index
    }

    private func wordEnd() -> Int {
        let all = Array(text)
        var index = cursor
        while index < all.count, all[index].isWhitespace { index += 1 }
        while index < all.count, !all[index].isWhitespace { index += 1 }
        return index
    }
}
