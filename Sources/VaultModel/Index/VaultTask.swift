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
    /// Those in the folder `templates` are left out too, if one is given: they are forms, not tasks.
    package func tasks(all: Bool = false, leavingOut templates: String? = nil) -> [VaultTask] {
        notes.flatMap { note in
            guard note.openTasks > 0 || all, !note.path.isInside(templates) else { return [VaultTask]() }
            return tasks(of: note, all: all)
        }
    }

    /// The tasks of one note in line order: the open ones, or all. Those without text, places to type, are left
    /// out.
    package func tasks(of note: NoteDigest, all: Bool = false) -> [VaultTask] {
        guard !note.path.isConflictCopy else { return [] }
        let tasks = note.tasks.filter { (all || $0.isOpen) && !$0.text.isEmpty }
        guard !tasks.isEmpty else { return [] }
        let links = Dictionary(grouping: note.links, by: \.line)
        let project = note.isProject ? note.title : nil
        return tasks.map { task in
            let people = people(among: links[task.line] ?? [], of: note.path)
            return VaultTask(path: note.path, project: project, task: task, people: people)
        }
    }

    /// The names of the people that links lead to, each once.
    private func people(among links: [LinkDigest], of source: NotePath) -> [String] {
        var names: [String] = []
        for link in links {
            guard let path = resolve(link.target, from: source).path, self[path]?.isPerson == true,
                !names.contains(path.name)
            else { continue }
            names.append(path.name)
        }
        return names
    }
}
