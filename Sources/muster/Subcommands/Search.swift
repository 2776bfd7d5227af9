import ArgumentParser
import Synchronization
import VaultModel

/// `muster search`: full text of the vault.
struct Search: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Search the text of all notes.",
        discussion: """
            TEXT is words and "phrases" that a line must hold; words in lower case are found in any case. path:, tag: \
            and section: narrow it down, is:open means open tasks and blockers. Exit status 1: nothing was found.
            """)

    @OptionGroup var options: VaultOptions
    @Option(help: "text or json.") var format = Format.text
    @Argument(help: "What to look for.") var text: [String]

    func run() throws {
        let vault = try options.open()
        let query = SearchQuery(text.joined(separator: " "))
        guard !query.isEmpty else { throw Failure(.usage, "there is nothing to look for; give a word") }
        let found = Mutex<[SearchHit]>([])
        let search = VaultSearch(vault.store, mailbox: Mailbox())
        search.run(query, in: try vault.index(), most: .max) { hits, _ in found.withLock { $0 += hits } }
        let hits = found.withLock { $0 }
        switch format {
        case .json: Output.json(SearchJSON.render(hits).rendered())
        case .text:
            for hit in hits { Output.line("\(hit.path.text):\(hit.line + 1): \(hit.text)") }
        }
        if hits.isEmpty { Exit.status = 1 }
    }
}

/// The JSON of `muster search`: an array in the order of paths and lines, lines from 1.
enum SearchJSON {
    /// The hits as JSON.
    static func render(_ hits: [SearchHit]) -> JSONOutput {
        .list(
            hits.map { hit in
                .object([
                    .init("path", .text(hit.path.text)), .init("line", .number(hit.line + 1)),
                    .init("text", .text(hit.text)),
                ])
            })
    }
}
