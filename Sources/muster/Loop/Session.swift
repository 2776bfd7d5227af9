import CSystem
import Cockpit
import Dataview
import Glibc
import Keymaps
import Screen
import Synchronization
import VaultModel
import VaultStore
import VaultWatcher

// disk ─scan/watch─► bytes ─► Note ─► Vault.replace ─► State ─draw─► Frame ─► terminal
//   ▲                                                     │                      │
//   └── VaultStore.commit(Edit) ◄── Effect ◄── Command.run(&state) ◄── Keymap ◄─ key

/// The one event loop: waits, drains everything, updates, performs effects, draws once, presents once.
@MainActor final class Session {
    /// Milliseconds that a frame waits for a note that was just asked for, so that panes do not flash empty.
    private static let patience: Int32 = 8
    /// Milliseconds of silence after which the keys that can follow are shown.
    private static let pause: Int32 = 400
    /// Messages taken in before the next frame, so that what workers find never holds up a key.
    private static let batch = 64
    /// Milliseconds between frames that show no more than how far the first reading is: drawing takes time from it.
    private static let scanPace: Int64 = 50

    private(set) var state: State
    private let display: any Display
    private let store: VaultStore
    private let memory: ReviewMemory?
    private let watcher: VaultWatcher?
    private let mailbox = Mailbox()
    private let reading: VaultReading
    private let answering: QueryAnswering
    private let writer = Worker()
    private let journaled = JournaledEdits()
    private let surveyor = Worker()
    private let errands = Worker()
    private let searching: VaultSearch
    private let finder: NoteFinder
    private let counting: ReviewCounting
    private let clock: @Sendable () -> CalendarDay
    private let now: @Sendable () -> Clock
    /// How many changes of the state folder are under way.
    private let keeping = Counter()
    private var pauseDeadline: Int64?
    /// When messages of the workers were last taken in, in milliseconds of the clock that only runs forward.
    private var lastReading: Int64 = 0
    /// The status to leave with, once the user asked to leave.
    private(set) var leaving: Int32?

    /// A session over a vault; `watcher` is nil where nothing is to be watched.
    init(
        state: State, display: any Display, vault: OpenVault, watcher: VaultWatcher?,
        clock: @escaping @Sendable () -> CalendarDay, now: @escaping @Sendable () -> Clock = { .system() }
    ) {
        self.state = state
        self.display = display
        store = vault.store
        memory = vault.memory
        self.watcher = watcher
        self.clock = clock
        self.now = now
        let scratch = ScratchFile(folder: StateFolder.cachePath(of: store.root))
        searching = VaultSearch(store, scratch: scratch, mailbox: mailbox)
        finder = NoteFinder(mailbox: mailbox)
        counting = ReviewCounting(vault, schema: state.schema, mailbox: mailbox)
        reading = VaultReading(
            vault, schema: state.schema, settings: state.taskSettings, mailbox: mailbox)
        answering = QueryAnswering(
            vault.store, settings: state.queries.settings, mailbox: mailbox, now: now)
    }

    /// Paints the first frame, then begins to watch and to read.
    func start() {
        take([.resized(display.size)])
        show()
        watcher?.start(walks: false)
        if let watcher {
            reading.scan { watcher.enter($0) }
        } else {
            reading.scan(entering: nil)
        }
    }

    /// Runs until the user leaves; answers the exit status.
    func run() -> Int32 {
        start()
        while leaving == nil { turn(wait: timeToPause()) }
        reading.cancel()
        watcher?.stop()
        while state.hasUnsavedEdits || isKeeping, isBusy { turn(wait: 100) }
        return leaving ?? 0
    }

    /// Whether work is under way whose end will change the screen, or its answer was not taken in yet.
    var isBusy: Bool { mailbox.outstanding > 0 || !mailbox.isEmpty }

    /// Whether something is on its way to the state folder.
    private var isKeeping: Bool { keeping.value > 0 }

    /// One turn of the loop: waits at most `wait` milliseconds, -1 for ever, and shows what came of it.
    func turn(wait: Int32) {
        let rest = state.scan.isDone ? 0 : max(0, lastReading + Self.scanPace - milliseconds())
        poll(rest > 0 ? (wait < 0 ? Int32(rest) : min(wait, Int32(rest))) : wait, mailbox: rest == 0)
        var messages = displayMessages()
        messages += watcherMessages()
        if rest == 0 || milliseconds() >= lastReading + Self.scanPace {
            messages += mailbox.take(Self.batch)
            // What still waits is taken in without a pause.
            lastReading = mailbox.isEmpty ? milliseconds() : 0
        }
        if let deadline = pauseDeadline, milliseconds() >= deadline {
            pauseDeadline = nil
            messages.append(.paused)
        }
        let day = clock()
        if day != state.today { messages.append(.today(day)) }
        guard !messages.isEmpty || leaving != nil else { return }
        take([.clock(milliseconds() / 1000)] + messages)
        if state.isAwaiting, csystem_wait_readable([mailbox.descriptor], 1, Self.patience) != 0 {
            take(mailbox.take(Self.batch))
        }
        show()
    }

    /// Takes messages in, one after the other, and performs what they ask for.
    func take(_ messages: [Message]) {
        for message in Message.joined(messages) {
            answering.hear(message)
            searching.hear(message)
            finder.hear(message)
            for effect in update(&state, message) { perform(effect) }
        }
    }

    /// Draws the state and presents the frame.
    func show() { display.present(draw(state)) }

    private func displayMessages() -> [Message] {
        var messages: [Message] = []
        for event in display.events() {
            switch event {
            case .message(let message): messages.append(message)
            case .continued: messages.append(.resized(display.size))
            case .leave(let status): leaving = status
            }
        }
        return messages
    }

    private func watcherMessages() -> [Message] {
        guard let report = watcher?.take() else { return [] }
        var messages: [Message] = []
        let mode = WatchState(report.mode)
        if mode != state.watch { messages.append(.watching(mode)) }
        reading.follow(report)
        return messages
    }

    private func perform(_ effect: Effect) {
        switch effect {
        case .errand(let number): run(number)
        case .load(let path): reading.load(path)
        case .query(let request): answering.answer(request, in: state.vault)
        case .gatherWords: answering.gatherWords(in: state.vault)
        case .rememberQuery(let text):
            keep { memory throws(StoreError) in try memory.queries.add(text, most: AskedQuery.mostRemembered)
            }
        case .save(let number, let edit, let undone):
            searching.forget(edit.path)
            answering.forget(edit.path)
            save(number, edit, undoing: undone)
        case .undoEarlier(let number): undoEarlier(number)
        case .recall(let path, let origin): reading.recall(path, from: origin)
        case .countNew(let requests): counting.count(requests)
        case .keep(let path, let text, let isStep):
            reading.expect(path)
            keep { memory throws(StoreError) in try memory.baselines.keep(text, of: path, isStep: isStep) }
        case .revert(let path):
            keep { memory throws(StoreError) in try memory.baselines.revert(path) }
        case .snooze(let days):
            keep { memory throws(StoreError) in try memory.snoozes.set(days) }
        case .survey(let survey): make(survey)
        case .ageBlockers: ageBlockers()
        case .readPage(let key): searching.readPage(key, in: state.vault)
        case .create(let note): create(note)
        case .search(let number, let query): searching.search(number, query, in: state.vault)
        case .findNames(let number, let pattern, let recents):
            finder.find(number, pattern, recents: recents, in: state.vault)
        case .warmSearch(let isPatient): searching.warm(state.vault, isPatient: isPatient)
        case .edit(let path, let line): editExternally(path, line)
        case .open(let address): take([Desktop.open(address)].compactMap { $0 })
        case .copy(let text): display.copy(text)
        case .redraw: display.invalidate()
        case .awaitPause: pauseDeadline = milliseconds() + Int64(Self.pause)
        case .suspend: display.suspend()
        case .quit: leaving = 0
        }
    }

    /// Has a worker do what takes too long for the loop.
    private func run(_ number: Int) {
        guard let errand = state.errands[number] else { return }
        mailbox.began()
        errands.perform { [mailbox] in
            mailbox.post(.errandEnded(number, errand.run()))
            mailbox.ended()
        }
    }

    private func save(_ number: Int, _ edit: Edit, undoing undone: Int?) {
        mailbox.began()
        writer.perform { [store, mailbox, journaled, reading] in
            reading.lookForEditor(edit.path)
            let outcome = store.commit(edit, undoing: undone.flatMap { journaled.entry(of: $0) })
            if case .saved(let committed) = outcome { journaled.note(committed.entry, for: number) }
            mailbox.post(.saved(number, SaveReport(outcome)))
            mailbox.ended()
        }
    }

    private func undoEarlier(_ number: Int) {
        mailbox.began()
        writer.perform { [store, mailbox] in
            switch store.undoLast() {
            case .undone(let label, let outcome):
                mailbox.post(.saved(number, SaveReport(outcome)))
                mailbox.post(SaveReport(outcome).message(undoing: label))
            case .nothing: mailbox.post(.told("There is nothing to undo", isError: true))
            case .failed(let words): mailbox.post(.told("Not undone: \(words)", isError: true))
            }
            mailbox.ended()
        }
    }

    /// Changes what the state folder remembers, behind the saves that were asked for before.
    private func keep(_ change: @escaping @Sendable (ReviewMemory) throws(StoreError) -> Void) {
        guard let memory else { return }
        mailbox.began()
        keeping.add(1)
        writer.perform { [mailbox, keeping] in
            do throws(StoreError) { try change(memory) } catch {
                mailbox.post(.told("The state folder can't be written: \(error.message)", isError: true))
            }
            keeping.add(-1)
            mailbox.ended()
        }
    }

    private func create(_ note: NewNote) {
        let (path, bytes) = (note.path, Array(note.text(at: now()).utf8))
        mailbox.began()
        writer.perform { [store, mailbox, reading] in
            do throws(StoreError) {
                try store.create(path, bytes: bytes)
                mailbox.post(.created(path, nil))
                reading.look(path)
            } catch {
                mailbox.post(.created(path, error.message))
            }
            mailbox.ended()
        }
    }

    /// Has a worker tell when the vault's blockers were first seen; without a state folder nobody knows.
    private func ageBlockers() {
        guard let memory else { return }
        let (vault, templates, today) = (state.vault, state.templates, state.today)
        mailbox.began()
        surveyor.perform { [mailbox] in
            let blockers = vault.openBlockers(leavingOut: templates)
            if let days = try? memory.firstSeen.days(of: blockers, today: today) { mailbox.post(.aged(days)) }
            mailbox.ended()
        }
    }

    /// Has a worker make a list from the vault as it is now.
    private func make(_ survey: Survey) {
        let vault = state.vault
        mailbox.began()
        surveyor.perform { [mailbox] in
            if let answer = survey.answer(vault) { mailbox.post(.surveyed(answer)) }
            mailbox.ended()
        }
    }

    private func editExternally(_ path: NotePath, _ line: Int) {
        let file = Array(store.root.utf8) + [UInt8(ascii: "/")] + path.bytes
        let failure = display.runOutside { Editor.run(file: file, line: line + 1) }
        display.invalidate()
        if let failure { take([.told(failure, isError: true)]) }
        reading.look(path)
    }

    private func timeToPause() -> Int32 {
        guard let deadline = pauseDeadline else { return -1 }
        return Int32(max(0, min(deadline - milliseconds(), Int64(Self.pause))))
    }

    /// Waits for the display, the workers and the watcher.
    private func poll(_ wait: Int32, mailbox isHeard: Bool) {
        let readable =
            display.descriptors + (isHeard ? [mailbox.descriptor] : [])
            + (watcher.map { [$0.descriptor] } ?? [])
        var entries = readable.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        if let room = display.writeDescriptor {
            entries.append(pollfd(fd: room, events: Int16(POLLOUT), revents: 0))
        }
        let isBlind = self.mailbox.descriptor < 0 && (wait < 0 || wait > Mailbox.lookAgain)
        _ = Glibc.poll(&entries, nfds_t(entries.count), isBlind ? Mailbox.lookAgain : wait)
        if display.writeDescriptor != nil { display.flush() }
    }

    private func milliseconds() -> Int64 { csystem_monotonic_clock() / 1_000_000 }
}

/// A number that several threads change.
final class Counter: Sendable {
    private let count = Atomic<Int>(0)
    /// The number now.
    var value: Int { count.load(ordering: .acquiring) }
    /// Changes it.
    func add(_ change: Int) { count.add(change, ordering: .acquiringAndReleasing) }
}
