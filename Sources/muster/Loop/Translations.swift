import Cockpit
import VaultModel
import VaultStore
import VaultWatcher

extension SaveReport {
    /// What the store answered, in the cockpit's words.
    init(_ outcome: CommitOutcome) {
        switch outcome {
        case .saved(let committed):
            self = .saved(committed.edit, bytes: committed.bytes, isDurable: committed.isDurable)
        case .changed(let current, let reason): self = .changed(bytes: current, reason: reason.words)
        case .busy(let words), .readOnly(let words): self = .refused(words)
        case .failed(let error): self = .refused(error.message)
        }
    }
}

extension SaveReport {
    /// What became of taking an earlier edit back, in words.
    func message(undoing label: String) -> Message {
        switch self {
        case .saved: .told("Undid: \(label)", isError: false)
        case .changed(_, let reason), .refused(let reason):
            .told("Not undone: \(label): \(reason)", isError: true)
        }
    }
}

extension Message {
    /// The notes whose text is another one since.
    var changedPaths: [NotePath] {
        switch self {
        case .changed(let changes):
            changes.map { change in
                switch change {
                case .written(_, let note): note.path
                case .file(let path), .removed(let path): path
                }
            }
        case .saved(_, .saved(let edit, _, _)): [edit.path]
        default: []
        }
    }
}

extension AnchorLoss {
    /// Why an edit can't be carried over, in words.
    var words: String {
        switch self {
        case .gone: "another program changed that line meanwhile; look at it and do it again"
        case .ambiguous:
            "another program changed the note, and several lines look like yours now; do it again"
        case .torn: "another program changed the places of this edit meanwhile; do it again"
        }
    }
}

extension WatchState {
    /// What the watcher says of itself, in the cockpit's words.
    init(_ mode: WatchMode) {
        switch mode {
        case .watching: self = .watching
        case .polling(let reason): self = .polling(reason)
        case .gone: self = .gone
        }
    }
}
