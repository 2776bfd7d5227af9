import Screen
import VaultModel

extension ContentBuilder {
    /// Adds a step with its box, its days and its sub-steps.
    mutating func addStep(_ step: ProjectItem, depth: Int = 0, _ context: Pane.Context, in path: NotePath) {
        defer { for child in step.children { addStep(child, depth: depth + 1, context, in: path) } }
        guard takesMore(step.text.utf8.count) else { return }
        let indent = String(repeating: "  ", count: min(depth, 8))
        let role: Role = step.isDone ? .done : .open
        var text = StyledText(indent)
        let box = step.mark.map { "[\($0)] " } ?? " -  "
        text.append(box, role)
        let task = context.subject.flatMap { TaskLine(step, in: $0.note, context.state.taskSettings) }
        let body = MarkdownText(
            task?.shownText ?? step.text, in: path, context.state.vault,
            base: Style(step.isDone ? .done : .text))
        text.append(body.text)
        let marks = task.map { taskMarks($0, isDone: step.isDone, today: context.state.today) } ?? []
        let item = Item(
            id: "step:\(step.text)#\(occurrence(of: "step:\(step.text)"))", kind: .step,
            origin: Origin(path, line: step.line), editable: step.text, destinations: body.destinations)
        add(item, text, marks: marks, hanging: indent.count + 4)
    }

    /// Adds a blocker with the mark that says whether it is resolved.
    mutating func addBlocker(_ blocker: ProjectItem, _ context: Pane.Context, in path: NotePath) {
        guard takesMore(blocker.text.utf8.count) else { return }
        var text = StyledText(blocker.isDone ? "✓ " : "✗ ", blocker.isDone ? .done : .blocked)
        let base = Style(blocker.isDone ? .done : .text)
        let body = MarkdownText(blocker.text, in: path, context.state.vault, base: base)
        text.append(body.text)
        let item = Item(
            id: "blocker:\(blocker.text)#\(occurrence(of: "blocker:\(blocker.text)"))", kind: .blocker,
            origin: Origin(path, line: blocker.line), editable: blocker.text, destinations: body.destinations)
        add(item, text, hanging: 2)
    }

    /// Adds a line of a list that has no box: a fact, a decision.
    mutating func addBullet(_ bullet: ProjectItem, mark: String, _ context: Pane.Context, in path: NotePath) {
        defer { for child in bullet.children { addBullet(child, mark: "  " + mark, context, in: path) } }
        guard takesMore(bullet.text.utf8.count) else { return }
        var text = StyledText(mark + " ", .dim)
        let body = MarkdownText(bullet.text, in: path, context.state.vault)
        text.append(body.text)
        let item = Item(
            id: "bullet:\(bullet.text)#\(occurrence(of: "bullet:\(bullet.text)"))", kind: .text,
            origin: Origin(path, line: bullet.line), editable: bullet.text, destinations: body.destinations)
        add(item, text, hanging: 2)
    }
}
