import VaultModel

/// A note in the run of a query: what is known of it, and the notes around it.
///
/// One for a note, where one for each of its rows and fields would cost.
final class PageInRun: Sendable {
    let path: NotePath
    let shared: SharedSource
    /// What is known of the note; nil where it is read when somebody asks.
    private let known: PageMetadata?
    private let place: Int

    init(_ page: PageMetadata, _ shared: SharedSource) {
        path = page.path
        known = page
        place = -1
        self.shared = shared
    }

    /// The note at a place of the source, which need not be read yet.
    init(_ path: NotePath, at place: Int, _ shared: SharedSource) {
        self.path = path
        known = nil
        self.place = place
        self.shared = shared
    }

    /// What is known of the note.
    var page: PageMetadata { known ?? shared.page(at: place, path) }
    /// The path as text.
    var pathText: String { known?.pathText ?? path.text }

    private var source: any QuerySource { shared.source }

    /// The names of the note's fields, and `file`.
    var fieldNames: [String] { ["file"] + page.fields.keys.filter { $0 != "file" } }

    /// The value of a field of the note, or its `file`.
    func value(of key: FieldKey) -> Value? {
        if key.isFile { return .object(ObjectValue(fileOf: self)) }
        return page.fields[key].map(resolved)
    }

    /// A value of the note with its links leading to full paths.
    func resolved(_ value: Value) -> Value { source.resolved(value, from: path) }

    /// The names of what the note's `file` has.
    var fileFieldNames: [String] {
        FileField.allCases.filter { $0 != .day || page.day != nil }.map(\.rawValue)
    }

    /// The value of a field of the note's `file`.
    func fileValue(of key: FieldKey) -> Value? { key.ofFile.flatMap(value) }

    private func value(of field: FileField) -> Value? {
        switch field {
        case .path: .text(pathText)
        case .folder: .text(path.folder)
        case .name: .text(LinkValue.title(of: pathText))
        case .link: .link(LinkValue(path: pathText))
        case .ext: .text(ScriptText.split(pathText, ".").last ?? "")
        case .size: .number(Double(page.size))
        case .starred: .bool(source.isStarred(path))
        case .frontmatter: .object(ObjectValue(page.frontmatter.held))
        case .ctime: .date(page.created)
        case .cday: .date(page.created.withoutTime(in: page.created.zone))
        case .mtime: .date(page.modified)
        case .mday: .date(page.modified.withoutTime(in: page.modified.zone))
        case .day: page.day.map { .date($0) }
        case .outlinks: .list(page.links.map { .link(source.resolved($0, from: path)) })
        case .inlinks: .list(inlinks)
        case .etags: .list(page.tags.map { .text($0) })
        case .tags: .list(page.tagsWithParents.map { .text($0) })
        case .aliases: .list(page.aliases.map { .text($0) })
        case .lists: .list(page.items.indices.map(item))
        case .tasks: .list(page.items.indices.filter { page.items[$0].isTask }.map(item))
        }
    }

    private var inlinks: [Value] {
        source.notes(linkingTo: path).compactMap { source.path(at: $0) }
            .map { .link(LinkValue(path: $0.text)) }
    }

    /// An item of the note as a value.
    func item(_ index: Int) -> Value { .object(ObjectValue(item: index, of: self)) }
}

extension QuerySource {
    /// A value with its links leading to full paths where they lead anywhere.
    func resolved(_ value: Value, from origin: NotePath) -> Value {
        switch value {
        case .link(let link): return .link(resolved(link, from: origin))
        case .list(let values):
            guard values.contains(where: \.mayHoldLinks) else { return value }
            return .list(values.map { resolved($0, from: origin) })
        case .object(let object):
            let fields = object.fields
            guard fields.values.contains(where: \.mayHoldLinks) else { return value }
            return .object(
                ObjectValue(Fields(zip(fields.keys, fields.values).map { ($0, resolved($1, from: origin)) })))
        default: return value
        }
    }

    /// A link with the full path of the file it leads to; the link itself where it leads nowhere.
    func resolved(_ link: LinkValue, from origin: NotePath) -> LinkValue {
        guard let target = resolve(link.path, from: origin)?.text, target != link.path else { return link }
        return link.with(path: target)
    }
}

extension Value {
    /// Whether there can be a link in it.
    fileprivate var mayHoldLinks: Bool {
        switch self {
        case .link, .list, .object: true
        default: false
        }
    }
}
