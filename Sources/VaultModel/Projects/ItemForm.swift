/// How a new item of a list is written: as its neighbours are.
struct ItemForm {
    /// What stands before the marker: indentation and quote marks.
    var prefix: [UInt8]
    /// The marker, the next number in a numbered list.
    var marker: [UInt8]
    /// What stands between the marker and the text or box.
    var gap: [UInt8]
    /// The box or the mark before the text, with the space behind it.
    var lead: String

    /// The form for a section's new item behind others of it, or in place of one that says "none"; both are
    /// indices of list items.
    init(kind: SectionKind, likeItems items: [Int], inPlaceOf placeholder: Int? = nil, in note: Note) {
        prefix = []
        marker = [UInt8(ascii: "-")]
        gap = [0x20]
        lead = Self.lead(kind, items.map { note.listItems[$0] }, in: note)
        guard let model = (placeholder ?? items.last).map({ note.listItems[$0] }) else { return }
        prefix = Array(note.bytes[note.start(of: model.line)..<model.markerRange.lower])
        marker = Array(note.bytes[model.markerRange])
        if placeholder == nil, let number = Int(note.text(model.markerRange).dropLast()) {
            marker = Array("\(number + 1)".utf8) + marker.suffix(1)
        }
        let text = model.box.map { $0.markRange.lower - 1 } ?? model.textRange.lower
        let between = Array(note.bytes[model.markerRange.upper..<max(model.markerRange.upper, text)])
        if !between.isEmpty, between.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { gap = between }
    }

    /// The item's first line.
    func line(_ text: String) -> [UInt8] { prefix + marker + gap + Array("\(lead)\(text)".utf8) }

    /// How far in the text stands, in bytes.
    var width: Int { prefix.count + marker.count + gap.count }

    /// What stands before the text: a box for a step; for a blocker or a decision what the last such item
    /// has.
    private static func lead(_ kind: SectionKind, _ items: [ListItem], in note: Note) -> String {
        let texts = items.filter { !note.isSlot($0) }.map { item in
            (item: item, glyph: ItemGlyph(in: note, at: note.textRange(withoutID: item)))
        }
        switch kind {
        case .steps: return "[ ] "
        case .blockers:
            let open = texts.last { $0.glyph?.meaning != .resolved }
            guard let open else { return "❌ " }
            let box = open.item.box == nil ? "" : "[ ] "
            guard let glyph = open.glyph, glyph.meaning == .open else { return box }
            return box + note.text(glyph.range) + " "
        case .decisions:
            guard let last = texts.last else { return "✅ " }
            return last.glyph.map { note.text($0.range) + " " } ?? ""
        default: return ""
        }
    }
}
