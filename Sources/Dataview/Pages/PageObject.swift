import VaultModel

/// A note as an object: `file` and its fields.
final class PageObject: FieldSource {
    let page: PageMetadata
    private let shared: SharedSource

    init(_ page: PageMetadata, _ shared: SharedSource) {
        self.page = page
        self.shared = shared
    }

    var fieldNames: [String] { ["file"] + page.fields.keys.filter { $0 != "file" } }

    func value(of key: FieldKey) -> Value? { page.value(of: key, shared) }
}

extension PageMetadata {
    /// The value of a field of the note, or its `file`.
    func value(of key: FieldKey, _ shared: SharedSource) -> Value? {
        if key.isFile { return .object(ObjectValue(FileObject(self, shared))) }
        return fields[key.name].map { shared.source.resolved($0, from: path) }
    }
}

extension QuerySource {
    /// A value with its links leading to full paths where they lead anywhere.
    func resolved(_ value: Value, from origin: NotePath) -> Value {
        switch value {
        case .link(let link): return .link(resolved(link, from: origin))
        case .list(let values): return .list(values.map { resolved($0, from: origin) })
        case .object(let object):
            let fields = object.fields
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

/// The `file` of a note.
final class FileObject: FieldSource {
    private let page: PageMetadata
    private let shared: SharedSource
    private var source: any QuerySource { shared.source }

    init(_ page: PageMetadata, _ shared: SharedSource) {
        self.page = page
        self.shared = shared
    }

    var fieldNames: [String] {
        FileField.allCases.filter { $0 != .day || page.day != nil }.map(\.rawValue)
    }

    func value(of key: FieldKey) -> Value? { key.ofFile.flatMap(value) }

    private func value(of field: FileField) -> Value? {
        switch field {
        case .path: .text(page.pathText)
        case .folder: .text(page.path.folder)
        case .name: .text(LinkValue.title(of: page.pathText))
        case .link: .link(LinkValue(path: page.pathText))
        case .ext: .text(ScriptText.split(page.pathText, ".").last ?? "")
        case .size: .number(Double(page.size))
        case .starred: .bool(source.isStarred(page.path))
        case .frontmatter: .object(ObjectValue(page.frontmatter))
        case .ctime: .date(page.created)
        case .cday: .date(page.created.withoutTime(in: page.created.zone))
        case .mtime: .date(page.modified)
        case .mday: .date(page.modified.withoutTime(in: page.modified.zone))
        case .day: page.day.map { .date($0) }
        case .outlinks: .list(page.links.map { .link(source.resolved($0, from: page.path)) })
        case .inlinks: .list(inlinks)
        case .etags: .list(page.tags.map { .text($0) })
        case .tags: .list(page.tagsWithParents.map { .text($0) })
        case .aliases: .list(page.aliases.map { .text($0) })
        case .lists: .list(page.items.indices.map(item))
        case .tasks: .list(page.items.indices.filter { page.items[$0].isTask }.map(item))
        }
    }

    private var inlinks: [Value] {
        source.notes(linkingTo: page.path).compactMap { source.page(at: $0) }
            .map { .link(LinkValue(path: $0.pathText)) }
    }

    private func item(_ index: Int) -> Value { .object(ObjectValue(ItemObject(page, index, shared))) }
}
