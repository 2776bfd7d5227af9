import Dataview
import Keymaps

extension Prompt {
    /// The prompt after a key that completes a query or brings an earlier one back; nil for all other keys.
    func taken(_ key: Key, _ history: [String]) -> Prompt? {
        var prompt = self
        switch key.notation {
        case "<Tab>": prompt.complete(by: 1)
        case "<S-Tab>": prompt.complete(by: -1)
        case "<Up>", "<C-p>": prompt.recall((recalled?.back ?? 0) + 1, history)
        case "<Down>", "<C-n>": prompt.recall((recalled?.back ?? 0) - 1, history)
        default: return nil
        }
        prompt.problem = nil
        return prompt
    }

    /// Puts the next or the previous of the words in that can stand at the cursor.
    private mutating func complete(by distance: Int) {
        guard var completion, !completion.candidates.isEmpty else { return }
        let count = completion.candidates.count
        let next = completion.chosen.map { ($0 + distance + count) % count } ?? (distance > 0 ? 0 : count - 1)
        line.replace(from: completion.start, with: completion.candidates[next].insert)
        completion.chosen = next
        self.completion = completion
    }

    /// Shows the query that is so far back in the history; 0 is what was typed before looking there.
    private mutating func recall(_ back: Int, _ history: [String]) {
        guard back >= 0, back <= history.count, back > 0 || recalled != nil else { return }
        let typed = recalled?.typed ?? line.text
        line = InputLine(back == 0 ? typed : history[history.count - back])
        recalled = back == 0 ? nil : (back, typed)
        completion = nil
    }
}

extension State {
    /// Finds what can complete the query that is being typed.
    mutating func complete() {
        guard case .prompt(var prompt)? = overlay, prompt.purpose == .query else { return }
        prompt.completion = QueryCompletion(prompt.line.head, words: asked.words)
        overlay = .prompt(prompt)
    }
}
