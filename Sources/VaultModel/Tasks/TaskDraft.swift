/// A task's line while it is changed: field values to be, however the line is then written.
///
/// A line that is in the plugin's own form is written by the plugin's rules, byte for byte. Any other one
/// keeps every byte that need not change, since the plugin's rewriting loses text it does not understand
/// (RULES, Muster's rule).
struct TaskDraft {
    let line: TaskLine
    /// The character in the box to be.
    var mark: String
    /// Fields that change: the value to be, or nil for a field that goes away.
    var changes: [TaskField.Kind: String?] = [:]
    /// Whether the block id goes away.
    var dropsBlockID = false

    init(_ line: TaskLine) {
        self.line = line
        mark = line.bytes.text(line.markRange)
    }

    /// Gives a date field its value; the same value as before is no change.
    mutating func set(_ kind: TaskField.Kind, to day: CalendarDay?) {
        changes[kind] = .some(day.map(\.description))
    }

    /// The line as it is to be.
    ///
    /// A sign that is glued to a tag is a field only at the line's very end; where a smaller change would
    /// make such fields unreadable, the whole line is written, if nothing gets lost by that.
    func written() -> [UInt8] {
        if line.isCanonical { return rewritten() }
        let small = edited()
        if isRead(from: small) { return small }
        let whole = rewritten(keepingRule: true)
        return isLossless && isRead(from: whole) ? whole : small
    }

    /// Whether each field of a line has the value that it is to have.
    private func isRead(from bytes: [UInt8]) -> Bool {
        guard let read = TaskLine(line: bytes[...], settings: line.settings) else { return false }
        return TaskField.Kind.allCases.allSatisfy { kind in
            if let change = changes[kind] { return read.value(kind) == change }
            return kind == .dependsOn
                ? read.dependsOn == line.dependsOn : read.value(kind) == line.value(kind)
        }
    }

    /// Whether the plugin's form has room for all that the line says.
    private var isLossless: Bool {
        Set(line.fields.map(\.kind)).count == line.fields.count
            && line.fields.allSatisfy { !$0.kind.isDate || line.day($0.kind) != nil }
            && ["keep", "delete", nil].contains(line.value(.onCompletion)?.lowercased())
            && TaskBytes.lineEnd(line.bytes, 0, line.bytes.count) == line.bytes.count
    }

    /// The whole line in the plugin's form, the recurrence rule in its wording or as it stands.
    func rewritten(keepingRule keepsRule: Bool = false) -> [UInt8] {
        var result = Array(line.bytes[line.prefixRange])
        result += Array(" [\(mark)] ".utf8)
        result += line.bytes[line.textRange]
        for (index, tag) in line.trailingTags.enumerated() {
            if index > 0 || !line.textRange.isEmpty { result.append(0x20) }
            result += line.bytes[tag]
        }
        for kind in TaskField.Kind.allCases {
            let value = kind == .recurrence && keepsRule ? line.value(kind) : value(kind)
            if let value { result += Array(TaskField.written(kind, value, line.settings.format).utf8) }
        }
        if let id = line.blockIDRange, !dropsBlockID { result += line.bytes[id] }
        return result + line.hardBreak
    }

    /// The value to be of a field, in the plugin's spelling.
    private func value(_ kind: TaskField.Kind) -> String? {
        if let change = changes[kind] { return change }
        guard let value = line.value(kind) else { return nil }
        switch kind {
        case .recurrence: return RecurrenceRule(value)?.text
        case .dependsOn: return line.dependsOn.joined(separator: ",")
        case .onCompletion:
            let word = value.lowercased()
            return word == "keep" || word == "delete" ? word : nil
        default: return kind.isDate ? line.day(kind).map(\.description) ?? "Invalid date" : value
        }
    }

    /// The line with the fewest bytes changed.
    func edited() -> [UInt8] {
        var replacements: [Replacement] = []
        var gone: [ByteRange] = []
        var added = ""
        if !line.bytes[line.markRange].elementsEqual(mark.utf8) {
            replacements.append(Replacement(line.markRange, mark))
        }
        for kind in TaskField.Kind.allCases {
            guard let change = changes[kind] else { continue }
            switch (change, line.field(kind)) {
            case (nil, _): gone += line.fields.filter { $0.kind == kind }.map { removal(of: $0) }
            case (let value?, let field?): replacements.append(Replacement(field.valueRange, value))
            case (let value?, nil): added += TaskField.written(kind, value, line.settings.format)
            }
        }
        if let id = line.blockIDRange, dropsBlockID { gone.append(ByteRange(line.contentEnd, id.upper)) }
        replacements += merged(gone).map { Replacement($0, "") }
        let edit = Edit(label: "", path: NotePath(bytes: []), base: line.bytes, replacements: replacements)
        let moved = replacements.filter { $0.range.upper <= line.contentEnd }
        let shift = moved.reduce(0) { $0 + $1.bytes.count - $1.range.count }
        var result = edit.applied()
        result.insert(contentsOf: Array(added.utf8), at: line.contentEnd + shift)
        return result
    }

    /// A field with the white space before it, or behind it where it opens the text.
    private func removal(of field: TaskField) -> ByteRange {
        let body = line.bodyRange
        guard field.range.lower > body.lower else {
            let rest = TaskBytes.trimmed(line.bytes, field.range.upper, body.upper)
            return ByteRange(field.range.lower, rest.isEmpty ? field.range.upper : rest.lower)
        }
        let before = TaskBytes.trimmed(line.bytes, body.lower, field.range.lower)
        return ByteRange(before.upper, field.range.upper)
    }

    /// The ranges without overlaps. What the block id takes with it stays apart, since fields may be added
    /// before it.
    private func merged(_ ranges: [ByteRange]) -> [ByteRange] {
        var result: [ByteRange] = []
        for range in ranges.sorted() {
            if let last = result.last, range.lower < last.upper {
                result[result.count - 1] = ByteRange(last.lower, max(last.upper, range.upper))
            } else {
                result.append(range)
            }
        }
        return result
    }
}

extension TaskLine {
    /// Whether the line is what the plugin itself would write for it. Where its done and cancelled dates
    /// stand does not count, since a toggle moves them, nor do spaces that break a line hard.
    package var isCanonical: Bool {
        var draft = TaskDraft(self)
        if isSameButForHardBreak(bytes, draft.rewritten()) { return true }
        for kind in [TaskField.Kind.done, .cancelled] {
            let dates = fields.filter { $0.kind == kind }
            guard dates.count < 2, dates.isEmpty || day(kind) != nil else { return false }
            draft.set(kind, to: nil)
        }
        return isSameButForHardBreak(draft.edited(), draft.rewritten())
    }

    private func isSameButForHardBreak(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        if hardBreak.isEmpty { return one == other }
        func trimmed(_ line: [UInt8]) -> some Sequence<UInt8> { line.reversed().drop { $0 == 0x20 } }
        return Array(trimmed(one)) == Array(trimmed(other))
    }

    /// The two or more spaces at the end that break a line in Markdown.
    var hardBreak: ArraySlice<UInt8> {
        let spaces = bytes.reversed().prefix { $0 == 0x20 }.count
        return spaces > 1 ? bytes.suffix(spaces) : []
    }

    /// Where a further field goes: behind the last one, before block id and white space.
    var contentEnd: Int { bodyRange.isEmpty ? markRange.upper + 1 : bodyRange.upper }
}
