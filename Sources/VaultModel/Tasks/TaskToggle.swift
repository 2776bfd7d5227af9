/// What becomes of a task's line.
package struct ToggleResult: Hashable, Sendable {
    /// The lines to put in its place, without terminators; none where the line is deleted.
    package var lines: [[UInt8]]
    /// Which of them is a new occurrence.
    package var occurrence: Int?
    /// What a person should know: a rule that can't be read, or has no further date.
    package var warning: String?

    /// Makes a result.
    package init(lines: [[UInt8]], occurrence: Int? = nil, warning: String? = nil) {
        self.lines = lines
        self.occurrence = occurrence
        self.warning = warning
    }
}

/// Toggles a task as the app or the plugin does, whichever the line belongs to; nil where it is no task.
package func toggled(line: [UInt8], settings: TaskSettings, today: CalendarDay) -> ToggleResult? {
    guard let task = TaskLine(line: line[...], settings: settings) else { return nil }
    guard task.isOwned else {
        return ToggleResult(lines: [task.marked(task.bytes[task.markRange].elementsEqual([0x20]) ? "x" : " ")]
        )
    }
    // A status may lead to none at all: the plugin empties the box then (RULES, pitfall 20).
    guard TaskLine.isMark(task.status.next) || task.status.next.isEmpty else {
        return ToggleResult(
            lines: [line],
            warning: "what the Tasks settings put behind “\(task.status.symbol)” fits no box, so it stays")
    }
    return task.changed(to: settings.statuses.next(after: task.status), today: today)
}

/// Gives a task a character for its box, with all that follows from it by the same rules; nil where the line
/// is no task, or where `mark` is not one character.
package func marking(
    line: [UInt8], as mark: String, settings: TaskSettings, today: CalendarDay
) -> ToggleResult? {
    guard let task = TaskLine(line: line[...], settings: settings), TaskLine.isMark(mark) else { return nil }
    guard task.isOwned else { return ToggleResult(lines: [task.marked(mark)]) }
    return task.changed(to: settings.statuses[mark], today: today)
}

/// Sets or removes the day a task is due; a line that is no task stays as it is.
package func settingDue(line: [UInt8], to day: CalendarDay?, settings: TaskSettings) -> [UInt8] {
    setting(.due, of: line, to: day, settings)
}

/// Gives a new task today as its created date, where the settings ask for it and it has none.
package func settingCreated(line: [UInt8], to today: CalendarDay, settings: TaskSettings) -> [UInt8] {
    guard settings.setsCreatedDate, let task = TaskLine(line: line[...], settings: settings), task.isOwned,
        task.field(.created) == nil
    else { return line }
    return setting(.created, of: line, to: today, settings)
}

private func setting(
    _ kind: TaskField.Kind, of line: [UInt8], to day: CalendarDay?, _ settings: TaskSettings
) -> [UInt8] {
    guard let task = TaskLine(line: line[...], settings: settings) else { return line }
    if day == nil, task.field(kind) == nil { return line }
    if let day, task.day(kind) == day { return line }
    var draft = TaskDraft(task)
    draft.set(kind, to: day)
    return draft.written()
}

extension TaskLine {
    /// Whether a text can stand in a box: one character that is no line separator.
    static func isMark(_ mark: String) -> Bool {
        let bytes = Array(mark.utf8)
        return mark.unicodeScalars.count == 1 && TaskBytes.lineEnd(bytes, 0, bytes.count) == bytes.count
    }

    /// The line with another character in its box and nothing else changed: the app's rule.
    fileprivate func marked(_ mark: String) -> [UInt8] {
        Array(bytes[..<markRange.lower]) + Array(mark.utf8) + Array(bytes[markRange.upper...])
    }

    /// The lines once the task has another status: dates, next occurrence and deletion (RULES §2 steps 6 to
    /// 8).
    fileprivate func changed(to new: TaskStatus, today: CalendarDay) -> ToggleResult {
        if new == status { return ToggleResult(lines: [bytes]) }
        var draft = TaskDraft(self)
        draft.mark = new.symbol
        follow(.done, .done, new, settings.setsDoneDate ? today : nil, &draft)
        follow(.cancelled, .cancelled, new, settings.setsCancelledDate ? today : nil, &draft)
        let line = draft.written()
        guard new.kind == .done, status.kind != .done else { return ToggleResult(lines: [line]) }
        switch nextOccurrence(after: new, today: today) {
        case nil: return ToggleResult(lines: isDeletedWhenDone ? [] : [line])
        case .failure(let gap)?: return ToggleResult(lines: [line], warning: gap.message)
        case .success(let next)?:
            let isBelow = settings.putsOccurrenceBelow && !isDeletedWhenDone
            let lines = isDeletedWhenDone ? [next.line] : isBelow ? [line, next.line] : [next.line, line]
            return ToggleResult(lines: lines, occurrence: isBelow ? 1 : 0, warning: next.warning)
        }
    }

    /// Sets the date of a kind of status when the task gets it, keeps it while it stays, and removes it
    /// otherwise.
    private func follow(
        _ kind: TaskStatus.Kind, _ field: TaskField.Kind, _ new: TaskStatus, _ day: CalendarDay?,
        _ draft: inout TaskDraft
    ) {
        if new.kind == kind, status.kind == kind { return }
        let date = new.kind == kind ? day : nil
        if date == nil, self.field(field) == nil { return }
        draft.set(field, to: date)
    }

    /// Why there is no next occurrence of a task that has a rule.
    fileprivate struct OccurrenceGap: Error {
        var message: String
    }

    /// The next occurrence of a task, and what a person should know about it.
    fileprivate struct Occurrence {
        var line: [UInt8]
        var warning: String?
    }

    /// The next occurrence; nil for a task without a rule.
    ///
    /// A rule without a further date gives one without dates. The plugin writes `Invalid date` in their place, which
    /// would be text from then on (RULES, pitfall 14).
    private func nextOccurrence(
        after status: TaskStatus, today: CalendarDay
    ) -> Result<Occurrence, OccurrenceGap>? {
        guard let text = recurrence else { return nil }
        guard let rule = RecurrenceRule(text) else {
            return .failure(.init(message: "the rule “\(text)” can't be read, so there is no next task"))
        }
        let reference = referenceKind
        let day = reference.flatMap { self.day($0) }
        if let reference, day == nil, !rule.isWhenDone {
            let value = value(reference) ?? ""
            return .failure(.init(message: "there is no day “\(value)”, so there is no next task"))
        }
        var draft = TaskDraft(self)
        var warning: String?
        if let reference {
            let next = Recurrence(rule: rule, reference: day).next(today: today)
            if next == nil { warning = "the rule “\(text)” has no further date, so the next task has none" }
            move(&draft, from: day, to: next, reference)
        }
        let mark = settings.statuses.ofNextOccurrence(after: status).symbol
        draft.mark = Self.isMark(mark) ? mark : " "
        for kind in [TaskField.Kind.id, .dependsOn, .done, .cancelled] { draft.changes[kind] = .some(nil) }
        draft.set(.created, to: settings.setsCreatedDate ? today : nil)
        draft.dropsBlockID = true
        return .success(Occurrence(line: draft.written(), warning: warning))
    }

    /// The date that a rule counts from: due, else scheduled, else start. A scheduled date that will be
    /// dropped comes last.
    private var referenceKind: TaskField.Kind? {
        let order: [TaskField.Kind] =
            settings.dropsScheduledDate ? [.due, .start, .scheduled] : [.due, .scheduled, .start]
        return order.first { field($0) != nil }
    }

    /// Moves all dates as far as the reference date moves; a day that does not exist counts as the reference.
    /// Without a new date they go away.
    private func move(
        _ draft: inout TaskDraft, from old: CalendarDay?, to new: CalendarDay?, _ reference: TaskField.Kind
    ) {
        for kind in [TaskField.Kind.due, .scheduled, .start] where field(kind) != nil {
            if kind == .scheduled, reference != .scheduled, settings.dropsScheduledDate {
                draft.set(kind, to: nil)
                continue
            }
            var distance = 0
            if let old, let day = day(kind) { distance = day.days(since: old) }
            draft.set(kind, to: new?.adding(days: distance))
        }
    }
}
