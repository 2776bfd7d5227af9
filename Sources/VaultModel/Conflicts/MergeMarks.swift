/// The marks of an unfinished merge: seven signs at the start of a line, as git writes them.
package enum MergeMarks {
    /// The places with two texts; marks without their counterparts are passed over.
    static func hunks(in note: Note) -> [ConflictMerge.Hunk] {
        guard note.hasMergeMarks else { return [] }
        let lines = note.contentLines
        var hunks: [ConflictMerge.Hunk] = []
        var start: Int?
        // Where the first text ends: at the mark of the common ancestor's, which git can show between the two.
        var firstEnd: Int?
        var middle: Int?
        for (line, text) in lines.enumerated() {
            if isMark(text, "<") {
                (start, firstEnd, middle) = (line, nil, nil)
            } else if let begin = start {
                if isMark(text, "|"), middle == nil { firstEnd = firstEnd ?? line }
                if isMark(text, "="), middle == nil { (firstEnd, middle) = (firstEnd ?? line, line) }
                if isMark(text, ">"), let end = firstEnd, let middle {
                    hunks.append(
                        ConflictMerge.Hunk(
                            place: begin..<(line + 1), note: lines[(begin + 1)..<end].map { Array($0) },
                            copy: lines[(middle + 1)..<line].map { Array($0) }, choice: nil))
                    start = nil
                }
            }
        }
        return hunks
    }

    /// Whether a line is a mark of one sign: seven of it, alone or before a space.
    static func isMark(_ line: ArraySlice<UInt8>, _ sign: Unicode.Scalar) -> Bool {
        line.count >= 7 && line.prefix(7).allSatisfy { $0 == UInt8(ascii: sign) }
            && (line.count == 7 || line[line.startIndex + 7] == 0x20)
    }
}

extension MergeMarks {
    /// The lines of a note, from 0, that are marks of an unfinished merge.
    package static func lines(in note: Note) -> [Int] {
        let lines = note.contentLines
        return hunks(in: note).flatMap { hunk in
            hunk.place.filter { line in
                ["<", "|", "=", ">"].contains { (sign: Unicode.Scalar) in isMark(lines[line], sign) }
            }
        }
    }
}

extension Note {
    /// Whether a line begins with the first mark of an unfinished merge.
    package var hasMergeMarks: Bool {
        (0..<lines.count).contains { line in
            let start = lines.start(of: line)
            return start < bytes.count && bytes[start] == UInt8(ascii: "<")
                && MergeMarks.isMark(bytes[lines.contentRange(of: line, in: bytes)], "<")
        }
    }
}
