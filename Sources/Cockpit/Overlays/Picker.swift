import Keymaps
package import Screen
import VaultModel

/// A list of notes or commands that is narrowed by typing.
package struct Picker: Sendable {
    /// What is picked from.
    package enum Kind: Hashable, Sendable { case notes, commands }

    /// One thing that can be picked.
    package struct Candidate: Hashable, Sendable {
        /// What typing is matched with, and shown.
        var text: String
        /// What is shown beside it.
        var detail: String
        /// The note, for notes.
        var path: NotePath?
        /// The command's id, for commands.
        var command: String?
        /// Why the command can't run now.
        var obstacle: String?
    }

    /// A candidate that fits what is typed.
    package struct Match: Hashable, Sendable {
        /// The index of the candidate.
        var index: Int
        /// How well it fits; more is better.
        var score: Int
        /// The offsets in characters of the letters that fit.
        var positions: [Int]
    }

    /// What is picked from.
    package let kind: Kind
    /// What is typed.
    package var line = InputLine()
    /// What fits, best first.
    package private(set) var matches: [Match] = []
    /// The index in `matches` of the one that Enter picks.
    package var cursor = 0
    private let candidates: [Candidate]

    /// How many rows are kept; nobody reads further.
    private static let most = 200

    /// A picker over what the state knows.
    package init(_ kind: Kind, in state: State) {
        self.kind = kind
        candidates = kind == .notes ? Self.notes(state) : Self.commands(state)
        search()
    }

    /// How many candidates there are.
    package var total: Int { candidates.count }
    /// What the box is called.
    package var title: String { kind == .notes ? "Find a note" : "Commands" }

    private static func notes(_ state: State) -> [Candidate] {
        state.vault.notes.map { Candidate(text: $0.title, detail: $0.path.text, path: $0.path) }
    }

    private static func commands(_ state: State) -> [Candidate] {
        Command.all.map { command in
            Candidate(
                text: command.help, detail: "\(command.id)  \(keyName(of: command.id, state) ?? "")",
                command: command.id, obstacle: command.obstacle(state))
        }
    }

    /// Finds what fits the typed text.
    package mutating func search() {
        let pattern = line.text
        cursor = 0
        guard !pattern.isEmpty else {
            matches = candidates.indices.prefix(Self.most).map { Match(index: $0, score: 0, positions: []) }
            return
        }
        var found: [Match] = []
        for (index, candidate) in candidates.enumerated() {
            let text = FuzzyMatch.score(pattern, candidate.text)
            let detail = FuzzyMatch.score(pattern, candidate.detail)
            if let detail, detail.score > text?.score ?? .min {
                found.append(Match(index: index, score: detail.score, positions: text?.positions ?? []))
            } else if let text {
                found.append(Match(index: index, score: text.score, positions: text.positions))
            }
        }
        found.sort { ($1.score, $0.index) < ($0.score, $1.index) }
        matches = Array(found.prefix(Self.most))
    }

    /// The candidate that Enter picks.
    package var picked: Candidate? {
        cursor < matches.count ? candidates[matches[cursor].index] : nil
    }

    /// A row of the list: the text with its matched letters marked, the detail at the right.
    package func row(_ match: Match, width: Int) -> StyledText {
        let candidate = candidates[match.index]
        let marked = Set(match.positions)
        var text = StyledText()
        let plain: Role = candidate.obstacle == nil ? .text : .dim
        for (offset, character) in candidate.text.enumerated() {
            text.append(String(character), marked.contains(offset) ? Style(.match, .bold) : Style(plain))
        }
        let detail = StyledText(candidate.obstacle ?? candidate.detail, .dim)
        let room = width - text.width - 2
        guard room >= 8 else { return text.truncated(to: width) }
        let tail = detail.truncated(to: room)
        text.append(String(repeating: " ", count: width - text.width - tail.width))
        text.append(tail)
        return text
    }
}

extension State {
    /// Gives a key to the picker.
    mutating func type(_ key: Key, into picker: Picker) -> [Effect] {
        var picker = picker
        switch key.notation {
        case "<Down>", "<C-n>", "<Tab>":
            picker.cursor = min(picker.cursor + 1, max(0, picker.matches.count - 1))
        case "<Up>", "<C-p>", "<S-Tab>": picker.cursor = max(0, picker.cursor - 1)
        case "<PgDn>": picker.cursor = min(picker.cursor + 16, max(0, picker.matches.count - 1))
        case "<PgUp>": picker.cursor = max(0, picker.cursor - 16)
        default:
            switch picker.line.take(key) {
            case .accepted:
                overlay = nil
                return pick(picker.picked)
            case .cancelled:
                overlay = nil
                return []
            case .changed: picker.search()
            case .ignored: break
            }
        }
        overlay = .picker(picker)
        return []
    }

    private mutating func pick(_ candidate: Picker.Candidate?) -> [Effect] {
        if let path = candidate?.path { return read(path) }
        return candidate?.command.flatMap(Command.named)?.ask(&self) ?? []
    }
}
