import ArgumentParser
import VaultModel

/// `muster metadata`: what Obsidian's own index holds of notes, and its tables of links.
struct Metadata: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print notes' metadata in the form of Obsidian's own index.",
        discussion: """
            One line for each note: {"path":…,"cachedMetadata":{…}}. Lines, columns and offsets count from 0, in \
            UTF-16 units. With --links, one object: {"resolved":{PATH:{TARGET:COUNT}},"unresolved":{PATH:{LINK:COUNT}}}.
            """)

    @OptionGroup var options: VaultOptions
    @Flag(help: "All notes of the vault, in the order of their paths.") var all = false
    @Flag(help: "How often each note links to what, of the whole vault where no NOTE is given.") var links =
        false
    @Argument(help: "The notes: paths from the vault's root, or names.") var notes: [String] = []

    func validate() throws {
        if notes.isEmpty && !all && !links {
            throw ValidationError("name a NOTE, or ask for --all or --links")
        }
        if !notes.isEmpty && all { throw ValidationError("--all takes no NOTE: it prints every note") }
    }

    func run() throws {
        let vault = try options.open()
        if links {
            try printLinks(vault)
        } else if all {
            for path in try vault.notePaths() { printMetadata(path, vault) }
        } else {
            let index = try vault.index()
            for name in notes { Output.json(MetadataJSON.line(try vault.note(name, in: index))) }
        }
    }

    /// Prints one note of many; one that can't be read is told, and the others still come.
    private func printMetadata(_ path: NotePath, _ vault: OpenVault) {
        do {
            Output.json(MetadataJSON.line(try vault.read(path)))
        } catch {
            Output.error("muster: \((error as? Failure)?.message ?? path.text)")
            Exit.status = Failure.Status.problems.rawValue
        }
    }

    private func printLinks(_ vault: OpenVault) throws {
        let index = try vault.index()
        let paths =
            try notes.isEmpty ? index.notes.paths : notes.map { try vault.path(ofNote: $0, in: index) }
        let tables = paths.compactMap { index[$0] }.map { ($0.path, index.linkTable(of: $0)) }
        Output.json("{\"resolved\":{")
        for (number, (path, table)) in tables.enumerated() {
            let rows = table.resolved.map { JSONOutput.Member($0.target.text, .number($0.count)) }
            Output.json(MetadataJSON.member(path, rows, isLast: number == tables.count - 1))
        }
        Output.json("},\"unresolved\":{")
        for (number, (path, table)) in tables.enumerated() {
            let rows = table.unresolved.map { JSONOutput.Member($0.target, .number($0.count)) }
            Output.json(MetadataJSON.member(path, rows, isLast: number == tables.count - 1))
        }
        Output.json("}}")
    }
}

/// The JSON of `muster metadata`.
enum MetadataJSON {
    /// A note's line.
    static func line(_ note: Note) -> String {
        let path = JSONOutput.text(note.path.text).rendered(indented: false)
        return "{\"path\":\(path),\"cachedMetadata\":\(note.cachedMetadataJSON())}"
    }

    /// A note's row in a table of links, as a member of the table's object.
    static func member(_ path: NotePath, _ rows: [JSONOutput.Member], isLast: Bool) -> String {
        let key = JSONOutput.text(path.text).rendered(indented: false)
        return "\(key):\(JSONOutput.object(rows).rendered(indented: false))\(isLast ? "" : ",")"
    }
}
