private import Synchronization

/// What many pages have in common, kept once: the names of their fields, links that lead to the same place under the
/// same name, tags. The pages of one vault are made with the same one.
package final class PageCommons: Sendable {
    private struct State {
        var names: [[String]: FieldNames] = [:]
        var links: [LinkKey: LinkValue] = [:]
        var texts: Set<String> = []
    }
    private struct LinkKey: Hashable {
        let target: String
        let display: String?
        let isEmbed: Bool
    }
    private let state = Mutex(State())

    /// Nothing yet.
    package init() {}

    /// Fields under names that are shared.
    func fields(_ fields: Fields) -> PageFields {
        guard fields.keys.allSatisfy(Self.isPlain) else {
            return PageFields(names: FieldNames(fields.keys), values: fields.values.fitted)
        }
        let names = state.withLock { state in
            if let known = state.names[fields.keys] { return known }
            let names = FieldNames(fields.keys)
            state.names[fields.keys] = names
            return names
        }
        return PageFields(names: names, values: fields.values.fitted)
    }

    /// The link of a target and a text.
    func link(_ target: String, display: String?, isEmbed: Bool) -> LinkValue {
        guard Self.isPlain(target), display.map(Self.isPlain) ?? true else {
            return LinkValue.read(target, display: display, isEmbed: isEmbed)
        }
        let key = LinkKey(target: target, display: display, isEmbed: isEmbed)
        return state.withLock { state in
            if let known = state.links[key] { return known }
            let link = LinkValue.read(target, display: display, isEmbed: isEmbed)
            state.links[key] = link
            return link
        }
    }

    /// The text, its bytes shared with all that are the same.
    func text(_ text: String) -> String {
        // What fits into a string itself has no bytes to share.
        guard text.utf8.count > 15, Self.isPlain(text) else { return text }
        return state.withLock { $0.texts.insert(text).memberAfterInsert }
    }

    /// Whether a text can be shared: of others, two that are spelled in different bytes may count as the same.
    private static func isPlain(_ text: String) -> Bool { text.utf8.allSatisfy { $0 < 0x80 } }
}
