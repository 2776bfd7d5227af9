extension ProjectReader {
    /// An entry of the recent context: `DATE: [[DATE]] - text (via X)`, any part of which may be missing.
    func contextEntry(_ index: Int) -> ContextEntry {
        let item = self.item(index, marked: false)
        var start = item.textRange.lower
        let end = item.textRange.upper
        var date = isoDate(at: start, end)
        if date != nil {
            start = skip(":* \t", from: start + 10, end)
        }
        var target: String?
        if let link = note.links.first(where: { $0.range.lower == start && $0.range.upper <= end }),
            let behind = separatorEnd(from: link.range.upper, end)
        {
            target = note.target(of: link)
            date = date ?? self.date(of: link)
            start = behind
        } else if date != nil, let behind = separatorEnd(from: start, end) {
            start = behind
        }
        let (text, via) = splitVia(ByteRange(min(start, end), end))
        return ContextEntry(date: date, target: target, text: text, via: via, line: item.line)
    }

    /// A date as `2024-05-01` that starts at `offset`, if one does; digits may not follow.
    private func isoDate(at offset: Int, _ end: Int) -> String? {
        guard offset + 10 <= end, !(offset + 10 < end && (0x30...0x39).contains(note.bytes[offset + 10]))
        else {
            return nil
        }
        let text = note.text(ByteRange(offset, offset + 10))
        return CalendarDay(text) == nil ? nil : text
    }

    /// The date that a link is to: its target's last part or its text.
    private func date(of link: Link) -> String? {
        [NotePath(LinkText.path(note.target(of: link))).name, note.name(of: link)].first {
            CalendarDay($0) != nil
        }
    }

    private func skip(_ set: String, from offset: Int, _ end: Int) -> Int {
        var offset = offset
        while offset < end, set.utf8.contains(note.bytes[offset]) { offset += 1 }
        return offset
    }

    /// Where the text behind a separator, a hyphen or a dash between spaces, starts; the end counts as one.
    private func separatorEnd(from offset: Int, _ end: Int) -> Int? {
        let start = skip(" \t:", from: offset, end)
        if start == end { return end }
        for dash in ["-", "–", "—"] where note.bytes[start..<end].starts(with: dash.utf8) {
            let behind = start + dash.utf8.count
            let text = skip(" \t", from: behind, end)
            if text > behind || behind == end { return text }
        }
        return nil
    }

    /// Takes a final `(via X)` off a text; X is a name or a link.
    private func splitVia(_ range: ByteRange) -> (text: String, via: String?) {
        let text = note.text(range).trimmed
        guard text.hasSuffix(")"), let open = text.ranges(of: "(via ").last else { return (text, nil) }
        let inner = text[open.upperBound...].dropLast().trimmed
        let body = text[..<open.lowerBound].trimmed
        let isClosed = inner.count { $0 == "(" } == inner.count { $0 == ")" }
        guard !inner.isEmpty, isClosed else { return (text, nil) }
        let link = note.links.last { range.contains($0.range) && inner == note.text($0.range) }
        return (body, link.map { note.name(of: $0) } ?? inner)
    }
}
