import Screen
import VaultModel

extension PaneID {
    /// The next steps of a project.
    package static let steps: PaneID = "steps"
    /// The blockers of a project.
    package static let blockers: PaneID = "blockers"
}

extension Pane {
    /// The next steps with their boxes and days.
    package static let steps = Pane(
        .steps, "Next steps", addsTo: .steps, whenEmpty: "No next step", followsVault: true
    ) { context in
        guard let project = context.subject?.project else { return .empty }
        var builder = ContentBuilder(context)
        for step in project.steps { builder.addStep(step, context, in: project.path) }
        let all = project.steps.flatMap(\.flattened)
        let open = all.count { !$0.isDone }
        return builder.content(note: all.isEmpty ? "" : "\(open) of \(all.count) open")
    }

    /// What holds the project up.
    package static let blockers = Pane(
        .blockers, "Blockers", addsTo: .blockers, whenEmpty: "Nothing blocks this", followsVault: true
    ) { context in
        guard let project = context.subject?.project else { return .empty }
        var builder = ContentBuilder(context)
        for blocker in project.blockers { builder.addBlocker(blocker, context, in: project.path) }
        let open = project.blockers.count { !$0.isDone }
        return builder.content(
            note: project.blockers.isEmpty ? "" : "\(open) of \(project.blockers.count) open")
    }
}
