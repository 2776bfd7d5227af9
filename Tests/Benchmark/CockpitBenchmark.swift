import Cockpit
import Keymaps
import Screen
import VaultModel
import VaultStore

/// Measures how long a key takes to become a frame.
struct CockpitBenchmark {
    private var state: State
    private let store: VaultStore
    private var (updates, draws, both) = (Times(), Times(), Times())

    /// A cockpit over a vault that is read.
    init?(_ vault: Vault, root: String, size: Size) throws {
        guard let keymap = Keymap.preset("default"), let today = CalendarDay("2026-11-24") else { return nil }
        store = try VaultStore(root: root, stateFolder: nil)
        state = State(vaultName: "benchmark", size: size, keymap: keymap, today: today)
        _ = update(&state, .scanned(Array(vault.notes), files: [], unreadable: []))
        answer(update(&state, .scanFinished))
    }

    /// Presses keys of all kinds a thousand times and reports the times from key to frame.
    mutating func run() throws {
        let keys = try Self.keys.map { notation in
            guard let key = Key(notation: notation) else { throw UnknownKey(notation: notation) }
            return key
        }
        for round in 0..<1_000 { press(keys[round % keys.count]) }
        let name = "\(state.size.columns)x\(state.size.rows)"
        report("\(name): update after a key", "\(shown(updates.median))  worst \(shown(updates.worst))")
        report("\(name): building a frame", "\(shown(draws.median))  worst \(shown(draws.worst))")
        report(
            "\(name): key to frame", "\(shown(both.median))  worst \(shown(both.worst))",
            limit: "4 ms, worst 16 ms")
    }

    private struct UnknownKey: Error { let notation: String }

    private static let keys = [
        "j", "j", "k", "<C-d>", "G", "g", "g", "<Tab>", "j", "j", "<S-Tab>", "2", "j", "1", "3", "j", "G",
        "1", "4", "j",
        "1", "]", "[", "z", "z", "/", "s", "t", "o", "n", "e", "<Esc>", "<Enter>", "<C-d>", "<Backspace>",
        "?", "j", "<Esc>",
        "f", "r", "i", "v", "<Esc>", "j",
    ]

    private mutating func press(_ key: Key) {
        var effects: [Effect] = []
        both.measure {
            updates.measure { effects = update(&state, .key(key)) }
            _ = draws.measure { draw(state) }
        }
        answer(effects)
    }

    /// Reads the notes that were asked for; their time is not a key's.
    private mutating func answer(_ effects: [Effect]) {
        for case .load(let path) in effects {
            let note = (try? store.read(path)).map { Note(path: path, bytes: $0.bytes) }
            _ = update(&state, .loaded(path, note, "gone"))
        }
    }
}
