import Cockpit
import VaultModel
import VaultStore

/// Counts on a worker how much is new in the notes of the review queue.
final class ReviewCounting: Sendable {
    private let store: VaultStore
    private let memory: ReviewMemory?
    private let schema: Schema
    private let mailbox: Mailbox
    private let worker = Worker()
    /// How many notes are told of at once.
    private static let part = 32

    init(_ vault: OpenVault, schema: Schema, mailbox: Mailbox) {
        store = vault.store
        memory = vault.memory
        self.schema = schema
        self.mailbox = mailbox
    }

    /// Compares notes with their accepted texts and posts `.counted`; a note that can't be read is left out.
    func count(_ requests: [CountRequest]) {
        mailbox.began()
        worker.perform { [self] in
            for start in stride(from: 0, to: requests.count, by: Self.part) {
                let part = requests[start..<min(requests.count, start + Self.part)]
                let counts = part.compactMap { request in compare(request).map { (request.path, $0) } }
                mailbox.post(.counted(Dictionary(counts, uniquingKeysWith: { $1 })))
            }
            mailbox.ended()
        }
    }

    private func compare(_ request: CountRequest) -> NoteDiff.Counts? {
        guard let bytes = try? store.read(request.path).bytes else { return nil }
        let accepted = request.origin.flatMap { try? memory?.baselines.text(of: $0) }
        return NoteDiff.Counts(
            from: accepted.map { Note(path: request.path, bytes: $0) },
            to: Note(path: request.path, bytes: bytes), schema: schema)
    }
}
