import ArgumentParser
import Dataview
import Glibc
import VaultModel
import VaultStore

/// `muster query`: what a query or an expression of Dataview's language finds in the vault.
struct QueryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Answer a Dataview query, as the plugin would.",
        discussion: """
            muster query 'TABLE due FROM "Projects" SORT due' prints the answer. A query that can't be read \
            or answered is told with its line and a caret, and the exit status is 1.

            With --batch, each line of FILE is an object with "query" or "expr", and maybe "this" and "id"; \
            for each, one line of JSON is printed. Lines of tasks count from 0 in JSON, as in Dataview.
            """)

    @OptionGroup var options: VaultOptions
    @Option(help: ArgumentHelp("The note that the query stands in: a path or a name.", valueName: "note"))
    var this: String?
    @Option(help: "table, json, csv or md.") var format = QueryFormat.table
    @Option(help: ArgumentHelp("Print the value of an expression instead.", valueName: "expr"))
    var expr: String?
    @Option(help: ArgumentHelp("Answer the lines of FILE, - for standard input.", valueName: "file"))
    var batch: String?
    @Argument(help: "The query.") var dql: String?

    func validate() throws {
        let asked = [dql, expr, batch].compactMap { $0 }
        if asked.count != 1 { throw ValidationError("give a query, or --expr EXPR, or --batch FILE") }
    }

    func run() throws {
        let vault = try options.open()
        let clock = try options.clock()
        let settings = vault.querySettings
        let pages = QueryPages(vault.store, clock: clock)
        let source = pages.vault(at: pages.moment(try vault.index()))
        if let batch { return try answerLines(of: batch, source, clock, settings) }
        let origin = try this.map { try note($0, source) }
        let outcome =
            if let expr {
                QueryEngine.evaluate(
                    expr, this: origin, source: source, clock: clock, settings: settings)
            } else {
                QueryEngine.run(dql ?? "", this: origin, source: source, clock: clock, settings: settings)
            }
        try print(outcome)
    }

    private func print(_ outcome: QueryOutcome) throws {
        switch outcome {
        case .success(let result):
            switch format {
            case .json: Output.json(outcome.json())
            case .table: Output.lines(result.alignedLines)
            case .csv: Output.text(String(result.csv.dropLast()))
            case .md: Output.lines(result.markdownLines)
            }
            guard result.dropped > 0, format != .json else { return }
            let rows = result.dropped == 1 ? "1 row" : "\(result.dropped) rows"
            Output.error("muster: left out \(rows) on which an expression failed")
        case .failure(let failure):
            if format == .json { Output.json(outcome.json()) }
            throw Failure(.problems, lines: failure.message.textLines)
        }
    }

    private func answerLines(
        of file: String, _ source: QueryVault, _ clock: Clock, _ settings: QuerySettings
    ) throws {
        guard file == "-" || Self.redirectInput(to: file) else {
            throw Failure(.usage, "\(file): can't be read; --batch takes a file with an object on each line")
        }
        while let line = readLine() {
            let answer = QueryBatch.answer(line, source: source, clock: clock, settings: settings)
            if let answer { Output.json(answer) }
        }
    }

    /// Makes a file the standard input, so that it is read line by line whatever its size.
    private static func redirectInput(to file: String) -> Bool {
        let descriptor = open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return dup2(descriptor, 0) == 0
    }

    /// The note that a name or path means; without one `this` would be empty.
    private func note(_ name: String, _ source: QueryVault) throws -> NotePath {
        let path = NotePath(name)
        if source.index(of: path) != nil { return path }
        guard let found = source.resolve(name, from: nil), source.index(of: found) != nil else {
            throw Failure(
                .problems, "\(name): no note has this path or name; give its path from the vault's root")
        }
        return found
    }
}

/// How the answer to a query is printed.
enum QueryFormat: String, ExpressibleByArgument, CaseIterable {
    case table, json, csv, md
}

extension OpenVault {
    /// The settings of Dataview in this vault.
    var querySettings: QuerySettings {
        QuerySettings(
            communityPlugins: SmallFile.read("\(store.root)/\(TaskSettings.listFile)"),
            data: SmallFile.read("\(store.root)/.obsidian/plugins/dataview/data.json"))
    }
}

extension VaultOptions {
    /// The clock that queries go by: `--now`, else the start of `--today`, else the system's.
    func clock() throws -> Clock {
        guard let text = now ?? today?.description else { return .system() }
        guard let clock = Clock.system(reading: text) else {
            throw Failure(.usage, "--now \(text): not a time; write YYYY-MM-DDTHH:MM:SS, with Z for UTC")
        }
        return clock
    }
}
