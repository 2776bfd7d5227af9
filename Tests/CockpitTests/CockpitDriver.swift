import Dataview
import Foundation
import Keymaps
import Screen
import VaultModel

@testable import Cockpit

/// Drives the cockpit without terminal, disk and clock: keys in, frames and bytes out.
struct CockpitDriver {
    private(set) var state: State
    /// What the vault's files hold.
    private(set) var files: [NotePath: [UInt8]]
    /// Every effect that was asked for, in order.
    private(set) var effects: [Effect] = []
    /// The texts that were accepted, and those accepted before them.
    private(set) var accepted: [NotePath: [UInt8]] = [:]
    private var acceptedBefore: [NotePath: [UInt8]] = [:]
    /// The notes that are put off.
    private(set) var snoozes: [NotePath: CalendarDay] = [:]
    /// The lines that a person changed, as the journal tells.
    var rewrites: [LineRewrite] = []
    /// When files were last changed: each change is newer.
    private var time: Int64 = 0
    /// What the next save answers instead of succeeding.
    var nextSave: SaveReport?
    /// Whether what takes long is done when it is asked for.
    var runsErrands = true
    /// Whether notes are answered when they are asked for.
    var answersLoads = true
    /// Whether searches for a note by its name are answered when they are asked for.
    var answersNames = true

    /// A cockpit over notes given by path and text, on a screen of `columns` by `rows` cells.
    init(
        _ notes: [String: String], columns: Int = 120, rows: Int = 40, today: String = "2026-11-24",
        preset: String = "default", isReadOnly: Bool = false, accepted: [String: String] = [:],
        taskSettings: TaskSettings = .core, resuming mark: SessionMark? = nil
    ) throws {
        var files: [NotePath: [UInt8]] = [:]
        for (path, text) in notes { files[NotePath(path)] = Array(text.utf8) }
        try self.init(
            files: files, size: Size(columns: columns, rows: rows), today: today, preset: preset,
            isReadOnly: isReadOnly,
            accepted: Dictionary(
                accepted.map { (NotePath($0.key), Array($0.value.utf8)) }, uniquingKeysWith: { $1 }),
            taskSettings: taskSettings, resuming: mark)
    }

    /// A cockpit over files given by path and bytes.
    init(
        files: [NotePath: [UInt8]], size: Size, today: String = "2026-11-24", preset: String = "default",
        isReadOnly: Bool = false, accepted: [NotePath: [UInt8]] = [:],
        taskSettings: TaskSettings = .core, resuming mark: SessionMark? = nil
    ) throws {
        guard let day = CalendarDay(today), let keymap = Keymap.preset(preset) else {
            throw DriverError.setUp
        }
        self.files = files
        self.accepted = accepted
        state = State(
            vaultName: "test", size: size, keymap: keymap, today: day, taskSettings: taskSettings,
            isReadOnly: isReadOnly)
        if let mark { state.resume(mark) }
        let digests = files.sorted { $0.key < $1.key }.map { path, bytes in
            NoteDigest(Note(path: path, bytes: bytes), schema: state.schema, settings: state.taskSettings)
        }
        send(.remembered(ReviewBook(accepted: accepted.mapValues { Fingerprint($0) }), obstacle: nil))
        for path in files.keys.sorted() { sight(path) }
        send(.scanned(digests, files: [], unreadable: []))
        send(.scanFinished)
        send(.watching(.watching))
    }

    /// What the frame shows now.
    var frame: Frame { draw(state) }
    /// The frame's text.
    var screen: String { frame.plainText() }
    /// The text of a file.
    func text(_ path: String) -> String { String(decoding: files[NotePath(path)] ?? [], as: UTF8.self) }

    /// Presses keys in the notation of keymaps.
    mutating func press(_ keys: String) throws {
        guard let keys = [Key](notation: keys) else { throw DriverError.notation(keys) }
        for key in keys { send(.key(key)) }
    }

    /// Runs a command by its name, as the palette does.
    mutating func run(_ id: String) throws {
        guard let command = Command.named(id) else { throw DriverError.notation(id) }
        perform { command.ask(&$0) }
    }

    /// Opens a note in the reader.
    mutating func open(_ path: NotePath) { perform { $0.read(path) } }

    /// Changes the state as a key would, and answers what it asks for.
    private mutating func perform(_ change: (inout State) -> [Effect]) {
        let asked = change(&state)
        for effect in asked + update(&state, .paused) { answer(effect) }
    }

    /// Types text into an input line.
    mutating func type(_ text: String) { for character in text { send(.key(Key(character))) } }

    /// Writes a file as another program would, and tells the cockpit.
    mutating func writeOutside(_ path: String, _ text: String) {
        let path = NotePath(path)
        files[path] = Array(text.utf8)
        let note = Note(path: path, bytes: Array(text.utf8))
        let digest = NoteDigest(note, schema: state.schema, settings: state.taskSettings)
        sight(path)
        send(.changed([.written(digest, note)]))
    }

    /// Tells what is in a file that may be up for review, as the reading of the vault does.
    private mutating func sight(_ path: NotePath) {
        time += 1
        guard let bytes = files[path] else { return }
        send(.sighted([ReviewSighting(path, modified: time, contents: Fingerprint(bytes))]))
    }

    /// Takes a message in and answers the effects that need no person.
    mutating func send(_ message: Message) {
        for effect in update(&state, message) { answer(effect) }
    }

    private mutating func answer(_ effect: Effect) {
        effects.append(effect)
        switch effect {
        case .errand(let number): if runsErrands { runErrand(number) }
        case .load(let path): answerLoad(path)
        case .save(let number, let edit, _): answerSave(number, edit)
        case .recall(let path, let origin): send(.recalled(path, accepted[origin], rewrites))
        case .keep(let path, let text, let isStep):
            if isStep { acceptedBefore[path] = accepted[path] }
            accepted[path] = text
        case .revert(let path): accepted[path] = acceptedBefore.removeValue(forKey: path)
        case .snooze(let days): for (path, day) in days { snoozes[path] = day }
        case .survey(let survey):
            if let answer = survey.answer(state.vault) { send(.surveyed(answer)) }
        case .readPage(let key):
            let lines = files.flatMap { path, bytes in
                key.person.mayStand(in: bytes)
                    ? key.person.lines(in: Note(path: path, bytes: bytes), state.vault) : []
            }
            send(.page(PersonPage(key, lines)))
        case .create(let note):
            let noon = Date(timeIntervalSince1970: 1_795_521_845)
            send(.created(note.path, nil))
            writeOutside(note.path.text, note.text(at: Clock(now: noon, timeZone: .gmt)))
        case .search(let number, let query):
            let notes = files.sorted { $0.key < $1.key }
            let hits = notes.flatMap { path, bytes in
                state.vault[path].map { query.hits(in: bytes, of: $0) } ?? []
            }
            send(.found(number, hits, isDone: true))
        case .countNew(let requests):
            let counts = requests.compactMap { request -> (NotePath, NoteDiff.Counts)? in
                guard let bytes = files[request.path] else { return nil }
                let before = request.origin.flatMap { origin in
                    accepted[origin].map { Note(path: request.path, bytes: $0) }
                }
                let note = Note(path: request.path, bytes: bytes)
                return (request.path, NoteDiff.Counts(from: before, to: note, schema: state.schema))
            }
            send(.counted(Dictionary(counts, uniquingKeysWith: { $1 })))
        case .findNames: if answersNames { answerNames() }
        default: break
        }
    }

    /// Changes the state before keys are pressed, as the program does at its start.
    mutating func change(_ change: (inout State) -> Void) {
        change(&state)
        send(.paused)
    }

    /// Does an errand that was left open.
    mutating func runErrand(_ number: Int) {
        if let errand = state.errands[number] { send(.errandEnded(number, errand.run())) }
    }

    /// Answers a question for a note that was left open.
    mutating func answerLoad(_ path: NotePath) {
        guard answersLoads else { return }
        let note = files[path].map { Note(path: path, bytes: $0) }
        send(.loaded(path, note, note == nil ? "no such file" : ""))
    }

    /// Answers the last search for a note by its name.
    mutating func answerNames() {
        guard case .findNames(let number, let pattern, let recents)? = effects.last else { return }
        if pattern.isEmpty {
            return send(.named(number, state.vault.firstNames(limit: 200), count: state.vault.count))
        }
        guard let index = NameIndex(state.vault), let fits = NameFits(pattern, in: index, recents: recents)
        else { return }
        let matches = fits.matches(index, in: state.vault, limit: Picker.mostRows)
        send(.named(number, matches, count: fits.count))
    }

    private mutating func answerSave(_ number: Int, _ edit: Edit) {
        if let report = nextSave {
            nextSave = nil
            send(.saved(number, report))
            return
        }
        do {
            let rebased = try edit.rebased(onto: files[edit.path] ?? [])
            files[edit.path] = edit.kind == .removal ? nil : rebased.applied()
            send(.saved(number, .saved(rebased, bytes: rebased.applied(), isDurable: true)))
        } catch {
            send(.saved(number, .changed(bytes: files[edit.path] ?? [], reason: "the line changed")))
        }
    }

    enum DriverError: Error {
        case setUp
        case notation(String)
    }
}
