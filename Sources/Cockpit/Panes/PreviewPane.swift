import Screen
import VaultModel

extension PaneID {
    /// The note around what is under the cursor of a list.
    package static let preview: PaneID = "preview"
}

extension Pane {
    /// The note that the item under the list's cursor stands in, at its line; beside a search with what was found
    /// marked. Its queries are shown and not asked: the cursor of a list passes many notes.
    package static let preview = Pane(
        .preview, "Preview", whenEmpty: "The note is empty", followsVault: true,
        stamp: { $0.isSearching ? $0.search.version &+ $0.search.number : 0 },
        follows: { $0.listed?.origin }
    ) { context in
        guard let note = context.subject?.note else { return .empty }
        var builder = ContentBuilder(context)
        let text = ReaderText(note, context.state, width: context.width, asksQueries: false)
        let search = context.state.search
        if context.state.isSearching {
            text.render(into: &builder, marking: search.query, in: search.lines(of: note.path))
        } else {
            text.render(into: &builder)
        }
        // Beside the pane's name; what does not fit there would be left out.
        let path = StyledText(note.path.text).truncated(to: max(0, context.width - 12))
        return builder.content(note: path.text)
    }
}
