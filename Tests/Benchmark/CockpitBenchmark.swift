import Cockpit
import Keymaps
import Screen
import VaultModel
import VaultStore

/// Measures how long a key takes to become a frame.
struct CockpitBenchmark {
    private var state: State
    private let store: VaultStore
    private var (updates, draws, both, answers) = (Times(), Times(), Times(), Times())
    /// The longest time that each key took, and each kind of answer.
    private var slowest: [String: Double] = [:]
    private var names: NameIndex?

    /// A cockpit over a vault that is read.
    init?(_ vault: Vault, root: String, size: Size) throws {
        guard let keymap = Keymap.preset("default"), let today = CalendarDay("2026-11-24") else { return nil }
        store = try VaultStore(root: root, stateFolder: nil)
        state = State(vaultName: "benchmark", size: size, keymap: keymap, today: today)
        answer(update(&state, .remembered(ReviewBook(), obstacle: nil)))
        answer(update(&state, .scanned(Array(vault.notes), files: [], unreadable: [])))
        answer(update(&state, .scanFinished))
        answers = Times()
    }

    /// Presses keys of all kinds a thousand times and reports the times from key to frame.
    mutating func run() throws {
        let keys = try Self.keys.map { notation in
            guard let key = Key(notation: notation) else { throw UnknownKey(notation: notation) }
            return key
        }
        for round in 0..<1_000 {
            let key = round % keys.count
            press(keys[key])
            note("\(Self.keys[key]) \(key)", both)
        }
        let name = "\(state.size.columns)x\(state.size.rows)"
        report("\(name): update after a key", "\(shown(updates.median))  worst \(shown(updates.worst))")
        report("\(name): building a frame", "\(shown(draws.median))  worst \(shown(draws.worst))")
        report(
            "\(name): key to frame", "\(shown(both.median))  worst \(shown(both.worst))",
            limit: "4 ms, worst 16 ms")
        report(
            "\(name): taking in a worker's answer", "\(shown(answers.median))  worst \(shown(answers.worst))",
            limit: "16 ms")
        let worst = slowest.sorted { $0.value > $1.value }.prefix(4)
        report(
            "\(name): the slowest, processors' time",
            worst.map { "\($0.key): \(shown($0.value))" }.joined(separator: ", "))
    }

    /// Keeps the longest time of one key or kind of answer.
    private mutating func note(_ name: String, _ times: Times) {
        slowest[name] = max(slowest[name] ?? 0, times.lastWork)
    }

    private struct UnknownKey: Error { let notation: String }

    /// Keys of every screen, with its list in focus and out of it.
    private static let keys = """
        / s t <Esc> j j k <C-d> G g g <Tab> j j <S-Tab> 2 j 1 3 j G / s t <Esc> g G 1 4 j G / s <Esc> 1 ] [ z z / s
        t o n e <Esc> <Enter> <C-d> <Backspace> ? j <Esc> f r i v <Esc> f <Down> <Esc> : s t <Esc> j 2 <S-Tab> j G
        g g / s t <Esc> V V w n N s <Esc> 5 <Esc> 3 <Tab> 1
        """.split { $0 == " " || $0 == "\n" }.map(String.init)

    private mutating func press(_ key: Key) {
        var effects: [Effect] = []
        both.measure {
            updates.measure { effects = update(&state, .key(key)) }
            _ = draws.measure { draw(state) }
        }
        answer(effects)
    }

    /// Does what workers do, and takes in what they found.
    private mutating func answer(_ effects: [Effect]) {
        for effect in effects {
            guard let (kind, message) = found(effect) else { continue }
            var next: [Effect] = []
            answers.measure { next = update(&state, message) }
            note("answer to \(kind)", answers)
            answer(next)
        }
    }

    /// What a worker finds; nil for what has no answer, and for searches in all text.
    private mutating func found(_ effect: Effect) -> (String, Message)? {
        switch effect {
        case .load(let path):
            let note = (try? store.read(path)).map { Note(path: path, bytes: $0.bytes) }
            return ("load", .loaded(path, note, "gone"))
        case .errand(let number):
            return state.errands[number].map { ("errand", .errandEnded(number, $0.run())) }
        case .survey(let survey): return survey.answer(state.vault).map { ("survey", .surveyed($0)) }
        case .recall(let path, _): return ("recall", .recalled(path, nil, []))
        case .countNew(let requests):
            let counts = requests.map { ($0.path, NoteDiff.Counts()) }
            return ("countNew", .counted(Dictionary(counts, uniquingKeysWith: { $1 })))
        case .findNames(let number, "", _):
            let first = state.vault.firstNames(limit: Picker.mostRows)
            return ("findNames", .named(number, first, count: state.vault.count))
        case .findNames(let number, let pattern, let recents):
            if names?.revision != state.vault.revision { names = NameIndex(state.vault) }
            guard let names, let fits = NameFits(pattern, in: names, recents: recents) else { return nil }
            let matches = fits.matches(names, in: state.vault, limit: Picker.mostRows)
            return ("findNames", .named(number, matches, count: fits.count))
        default: return nil
        }
    }
}
