internal import Keymaps
internal import VaultModel

/// Lays the entries of a file over a configuration, looking for mistakes.
struct ConfigurationLaying {
    private(set) var configuration: Configuration
    private(set) var problems: [FileProblem] = []
    private let file: String
    private let themes: [String]

    init(_ configuration: Configuration, file: String, themes: [String]) {
        self.configuration = configuration
        self.file = file
        self.themes = themes
    }

    /// The sections of a project by the keys that stand for them.
    static let sections: [String: SectionKind] = [
        "overview": .overview, "status": .status, "blockers": .blockers, "steps": .steps,
        "collaborators": .collaborators, "open-tasks": .openTasks, "decisions": .decisions, "facts": .facts,
        "topics": .topics, "people": .people, "customers": .customers, "context": .context,
        "artifacts": .artifacts,
    ]
    private static let columns: [String: CollaboratorColumn] = [
        "person": .person, "role": .role, "company": .company,
    ]
    /// The keys of each section of the file; the empty name stands for what comes before the first one.
    static let keys: [String: [String]] = [
        "": ["theme", "keymap"],
        "sections": sections.keys.sorted(),
        "columns": columns.keys.sorted(),
        "types": ["project", "person", "customer"],
        "tags": ["review", "status"],
        "status": ["archived", "rows", "owner-rows", "placeholders"],
        "people": ["folder", "template"],
    ]

    mutating func lay(_ entry: TOMLFile.Entry) {
        guard let keys = Self.keys[entry.section] else {
            let known = Self.keys.keys.filter { !$0.isEmpty }
            return report(
                entry, "nothing is called [\(entry.section)]\(hint(nearest(entry.section, in: known)))")
        }
        guard keys.contains(entry.key) else {
            let place = entry.section.isEmpty ? "before the first section" : "in [\(entry.section)]"
            return report(
                entry,
                "`\(entry.key)` means nothing \(place)\(hint(nearest(entry.key, in: keys)))"
                    + "; there are \(keys.joined(separator: ", "))")
        }
        switch entry.section {
        case "": laySetting(entry)
        case "sections": layNames(entry) { $0.name(Self.sections[entry.key] ?? .overview, $1) }
        case "columns": layNames(entry) { $0.name(Self.columns[entry.key] ?? .person, $1) }
        case "types": layNames(entry) { $0.add($1, to: Self.kind(entry.key)) }
        case "tags": layTag(entry)
        case "status": layStatus(entry)
        default: layPeople(entry)
        }
    }

    private static func kind(_ key: String) -> WritableKeyPath<Schema, Schema.NoteKind> {
        switch key {
        case "person": \.person
        case "customer": \.customer
        default: \.project
        }
    }

    private mutating func laySetting(_ entry: TOMLFile.Entry) {
        guard let name = text(entry) else { return }
        let known = entry.key == "theme" ? themes : Keymap.presetNames
        guard known.contains(name) else {
            return report(
                entry,
                "no \(entry.key) is called `\(name)`\(hint(nearest(name, in: known)))"
                    + "; there are \(known.joined(separator: ", "))")
        }
        if entry.key == "theme" { configuration.theme = name } else { configuration.keymap = name }
    }

    private mutating func layNames(_ entry: TOMLFile.Entry, _ change: (inout Schema, [String]) -> Void) {
        guard let names = names(entry) else { return }
        change(&configuration.schema, names)
    }

    private mutating func layTag(_ entry: TOMLFile.Entry) {
        guard let written = text(entry) else { return }
        let tag = written.hasPrefix("#") ? String(written.dropFirst()) : written
        guard !tag.isEmpty, !tag.contains(where: { $0.isWhitespace || $0 == "," || $0 == "#" }) else {
            return report(entry, "`\(written)` is no tag: a tag has no spaces, commas and `#`")
        }
        if entry.key == "review" {
            configuration.schema.reviewTag = tag
        } else {
            configuration.schema.statusTag = tag
        }
    }

    private mutating func layStatus(_ entry: TOMLFile.Entry) {
        switch entry.key {
        case "archived":
            guard let status = text(entry) else { return }
            configuration.schema.archivedStatus = status
        case "rows": layNames(entry) { $0.addStatusFields($1) }
        case "owner-rows": layNames(entry) { $0.addOwnerFields($1) }
        default: layNames(entry) { $0.addPlaceholders($1) }
        }
    }

    private mutating func layPeople(_ entry: TOMLFile.Entry) {
        guard let path = text(entry) else { return }
        let parts = path.split(separator: "/")
        guard !path.hasPrefix("/"), !path.hasPrefix("~"), !parts.isEmpty,
            parts.allSatisfy({ !$0.hasPrefix(".") })
        else {
            return report(entry, "`\(path)` is no place in the vault: write the path from the vault's folder")
        }
        let place = parts.joined(separator: "/")
        if entry.key == "folder" {
            configuration.schema.peopleFolder = place
        } else {
            configuration.templatePlace = (file, entry.line)
            configuration.personTemplate = place.lowercased().hasSuffix(".md") ? place : place + ".md"
        }
    }

    /// The entry's text; nil, after a report, where there is none.
    private mutating func text(_ entry: TOMLFile.Entry) -> String? {
        if let text = entry.value, !text.allSatisfy(\.isWhitespace) { return text }
        report(entry, "`\(entry.key)` needs a text in quotation marks")
        return nil
    }

    /// The entry's texts, one or a list of them; nil, after a report, where there is none.
    private mutating func names(_ entry: TOMLFile.Entry) -> [String]? {
        let names = entry.list ?? entry.value.map { [$0] } ?? []
        if !names.isEmpty, names.allSatisfy({ !$0.allSatisfy(\.isWhitespace) }) { return names }
        report(entry, "`\(entry.key)` needs a text in quotation marks, or a list of them like [\"Risks\"]")
        return nil
    }

    private mutating func report(_ entry: TOMLFile.Entry, _ message: String) {
        problems.append(FileProblem(file: file, line: entry.line, message: message))
    }
}
