import VaultModel

/// A note as an object: `file` and its fields.
final class PageObject: FieldSource {
    let page: PageMetadata
    let source: any QuerySource

    init(_ page: PageMetadata, source: any QuerySource) {
        self.page = page
        self.source = source
    }

    var fieldNames: [String] { ["file"] + page.fields.keys.filter { $0 != "file" } }

    func value(of name: String) -> Value? {
        if name == "file" { return .object(ObjectValue(FileObject(page, source: source))) }
        return page.fields[name].map(resolved)
    }

    /// A value with its links leading to full paths where they lead anywhere.
    func resolved(_ value: Value) -> Value {
        switch value {
        case .link(let link): return .link(source.resolved(link, from: page.path))
        case .list(let values): return .list(values.map(resolved))
        case .object(let object):
            let fields = object.fields
            return .object(ObjectValue(Fields(Array(zip(fields.keys, fields.values.map(resolved))))))
        default: return value
        }
    }
}

extension QuerySource {
    /// A link with the full path of the file it leads to; the link itself where it leads nowhere.
    func resolved(_ link: LinkValue, from origin: NotePath) -> LinkValue {
        guard let target = resolve(link.path, from: origin)?.text, target != link.path else { return link }
        return link.with(path: target)
    }
}

/// The `file` of a note.
final class FileObject: FieldSource {
    private let page: PageMetadata
    private let source: any QuerySource

    init(_ page: PageMetadata, source: any QuerySource) {
        self.page = page
        self.source = source
    }

    var fieldNames: [String] {
        [
            "path", "folder", "name", "link", "outlinks", "inlinks", "etags", "tags", "aliases", "lists",
            "tasks",
            "ctime", "cday", "mtime", "mday", "size", "starred", "frontmatter", "ext",
        ] + (page.day == nil ? [] : ["day"])
    }

    func value(of name: String) -> Value? {
        fileValue(of: name) ?? timeValue(of: name) ?? listValue(of: name)
    }

    private func fileValue(of name: String) -> Value? {
        switch name {
        case "path": .text(page.pathText)
        case "folder": .text(page.path.folder)
        case "name": .text(LinkValue.title(of: page.pathText))
        case "link": .link(LinkValue(path: page.pathText))
        case "ext":
            .text(
                page.pathText.split(separator: ".", omittingEmptySubsequences: false).last.map(String.init)
                    ?? "")
        case "size": .number(Double(page.size))
        case "starred": .bool(source.isStarred(page.path))
        case "frontmatter": .object(ObjectValue(page.frontmatter))
        default: nil
        }
    }

    private func timeValue(of name: String) -> Value? {
        switch name {
        case "ctime": .date(page.created)
        case "cday": .date(page.created.withoutTime(in: page.created.zone))
        case "mtime": .date(page.modified)
        case "mday": .date(page.modified.withoutTime(in: page.modified.zone))
        case "day": page.day.map { .date($0) }
        default: nil
        }
    }

    private func listValue(of name: String) -> Value? {
        switch name {
        case "outlinks": .list(page.links.map { .link(source.resolved($0, from: page.path)) })
        case "inlinks":
            .list(
                source.notes(linkingTo: page.path).compactMap { source.page(at: $0) }
                    .map { .link(LinkValue(path: $0.pathText)) })
        case "etags": .list(page.tags.map { .text($0) })
        case "tags": .list(page.tagsWithParents.map { .text($0) })
        case "aliases": .list(page.aliases.map { .text($0) })
        case "lists":
            .list(page.items.indices.map { .object(ObjectValue(ItemObject(page, $0, source: source))) })
        case "tasks":
            .list(
                page.items.indices.filter { page.items[$0].isTask }
                    .map { .object(ObjectValue(ItemObject(page, $0, source: source))) })
        default: nil
        }
    }
}
