import Cockpit
import Synchronization
import VaultModel

/// Finds notes by their names on a worker: the screen never waits, and a new letter ends the search before.
final class NoteFinder: Sendable {
    /// What is kept between two letters.
    private struct Shelf {
        var index: NameIndex?
        var fits: NameFits?
        /// Notes whose names may have changed since the index was made.
        var stale: Set<NotePath> = []
        /// Whether so much changed that the index is to be made anew.
        var isOutdated = true
    }

    private let mailbox: Mailbox
    private let worker = Worker()
    private let shelf = Mutex(Shelf())
    private let latest = Atomic<Int>(0)

    init(mailbox: Mailbox) { self.mailbox = mailbox }

    /// Takes note of what changed in the vault.
    func hear(_ message: Message) {
        let paths = message.changedPaths
        guard !paths.isEmpty || message.isScan else { return }
        shelf.withLock { shelf in
            shelf.stale.formUnion(paths)
            if message.isScan { shelf.isOutdated = true }
        }
    }

    /// Finds the notes whose names fit a pattern and posts `.named` with this number; without a pattern it posts the
    /// first ones and gets ready.
    func find(_ number: Int, _ pattern: String, recents: [NotePath], in vault: Vault) {
        latest.store(number, ordering: .releasing)
        mailbox.began()
        worker.perform { [self] in
            answer(number, pattern, recents, vault)
            mailbox.ended()
        }
    }

    private func answer(_ number: Int, _ pattern: String, _ recents: [NotePath], _ vault: Vault) {
        let isCancelled = { [self] in latest.load(ordering: .acquiring) != number }
        guard !isCancelled() else { return }
        if pattern.isEmpty {
            mailbox.post(.named(number, vault.firstNames(limit: Picker.mostRows), count: vault.count))
        }
        guard let (index, before) = ready(vault), !pattern.isEmpty else { return }
        guard
            let fits = NameFits(pattern, in: index, recents: recents, after: before, isCancelled: isCancelled)
        else { return }
        shelf.withLock { shelf in
            if shelf.stale.isEmpty, !shelf.isOutdated { shelf.fits = fits }
        }
        let matches = fits.matches(index, in: vault, limit: Picker.mostRows)
        mailbox.post(.named(number, matches, count: fits.count))
    }

    /// The index as of now, and what fitted the pattern before on the same one. Only the worker calls this.
    private func ready(_ vault: Vault) -> (NameIndex, NameFits?)? {
        let (old, fits, stale) = shelf.withLock { shelf in
            let known = shelf.isOutdated ? nil : shelf.index
            defer {
                shelf.stale = []
                shelf.isOutdated = false
            }
            return (known, shelf.stale.isEmpty ? shelf.fits : nil, shelf.stale)
        }
        if let old, stale.isEmpty { return (old, fits) }
        var index = old
        if index?.update(stale, in: vault) != true { index = NameIndex(vault) }
        guard let index else { return nil }
        shelf.withLock { shelf in
            shelf.index = index
            shelf.fits = nil
        }
        return (index, nil)
    }
}

extension Message {
    /// Whether it is a part of the first reading.
    var isScan: Bool {
        if case .scanned = self { return true }
        return false
    }
}
