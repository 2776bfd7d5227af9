import VaultModel
import VaultStore

extension Edit {
    /// An edit that replaces the only occurrence of `old`.
    init(_ path: String, _ base: String, _ old: String, _ new: String) {
        let bytes = Array(base.utf8)
        let start = (0...bytes.count).first { bytes[$0...].starts(with: Array(old.utf8)) } ?? 0
        self.init(
            label: "change \(old)", path: NotePath(path), base: bytes,
            replacements: [Replacement(ByteRange(start, start + old.utf8.count), new)])
    }
}

extension CommitOutcome {
    /// What was saved, nil for a refusal.
    var committed: Committed? {
        if case .saved(let committed) = self { committed } else { nil }
    }
}
