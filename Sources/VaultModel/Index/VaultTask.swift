/// A task of the vault together with what is known of its note.
package struct VaultTask: Sendable {
    /// The note that holds it.
    package let path: NotePath
    /// The note's title, if the note is a project.
    package let project: String?
    /// The task.
    package let task: TaskDigest
    /// The people whose notes the task's line links to, by name, in the order of the links.
    package let people: [String]
}

extension Vault {
    /// The tasks of all notes in path and line order: the open ones, or all. Conflict copies are left out.
    package func tasks(all: Bool = false) -> [VaultTask] {
        notes.flatMap { $0.openTasks > 0 || all ? tasks(of: $0, all: all) : [] }
    }

    /// The tasks of one note in line order: the open ones, or all.
    package func tasks(of note: NoteDigest, all: Bool = false) -> [VaultTask] {
        guard !note.path.isConflictCopy else { return [] }
        let tasks = note.tasks.filter { all || $0.isOpen }
        guard !tasks.isEmpty else { return [] }
        let links = Dictionary(grouping: note.links, by: \.line)
        return tasks.map { task in
            let people = (links[task.line] ?? []).compactMap { link -> String? in
                guard let path = resolve(link.target, from: note.path).path, self[path]?.isPerson == true
                else {
                    return nil
                }
                return path.name
            }
            return VaultTask(
                path: note.path, project: note.isProject ? note.title : nil, task: task, people: people)
        }
    }
}
