extension Check {
    /// What can be wrong with the bytes of a note.
    static let textChecks = [
        Check("text.notUTF8", "Bytes that are not UTF-8 text", ofNote: bytesThatAreNoText),
        Check("text.mergeMarker", "The marks that an unfinished merge leaves", ofNote: mergeMarkers),
    ]

    private static func bytesThatAreNoText(_ checked: CheckedNote) -> [Sighting] {
        let note = checked.note
        if String(validating: note.bytes, as: UTF8.self) != nil { return [] }
        let remedy = "save the note as UTF-8; until then Muster writes around these bytes"
        if note.bytes.starts(with: [0xFF, 0xFE]) || note.bytes.starts(with: [0xFE, 0xFF]) {
            return [Sighting(problem: "the note is UTF-16 and not UTF-8", remedy: remedy)]
        }
        // A line feed is never a part of a longer character, so each line is text or not by itself.
        let line = (0..<note.lines.count).first { line in
            String(validating: note.bytes[note.lines.range(of: line)], as: UTF8.self) == nil
        }
        return [Sighting(line: line ?? 0, problem: "the line holds bytes that are not UTF-8", remedy: remedy)]
    }

    /// Markers of seven signs at the start of a line. `=======` alone underlines a heading, and `>>>>>>>` alone
    /// quotes: only the first one tells.
    private static func mergeMarkers(_ checked: CheckedNote) -> [Sighting] {
        let note = checked.note
        let marker = [UInt8](repeating: UInt8(ascii: "<"), count: 7)
        guard note.bytes.contains(marker[0]) else { return [] }
        return (0..<note.lines.count).compactMap { line in
            let content = note.bytes[note.lines.contentRange(of: line, in: note.bytes)]
            let rest = content.dropFirst(marker.count)
            guard content.starts(with: marker), rest.first.map({ $0 == 0x20 }) ?? true else { return nil }
            return Sighting(
                line: line, problem: "an unfinished merge left its marker <<<<<<<",
                remedy: "keep one of the two texts and delete the markers")
        }
    }
}
