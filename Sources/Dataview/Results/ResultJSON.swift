extension QueryResult {
    /// The result as one line of JSON; an `id` is put first where one is given, as JSON.
    package func json(id: String? = nil) -> String {
        var json = JSONText()
        json.object { json in
            if let id {
                json.name("id")
                json.raw(id)
            }
            json.member("ok", true)
            json.member("type", type)
            write(&json)
        }
        return json.text
    }

    /// The word for what is shown.
    package var type: String {
        switch content {
        case .table: "table"
        case .list: "list"
        case .tasks, .taskGroups: "task"
        case .calendar: "calendar"
        case .value: "inline"
        }
    }

    private func write(_ json: inout JSONText) {
        if case .value(let value) = content {
            json.name("value")
            json.value(value)
            return json.member("text", value.text(settings))
        }
        if case .table(let headers, _) = content {
            json.name("headers")
            json.list { json in for header in headers { json.string(header) } }
        }
        json.member("count", count)
        if dropped > 0 { json.member("dropped", dropped) }
        switch content {
        case .table(_, let rows):
            json.name("rows")
            json.list { json in
                for row in rows { json.list { json in for value in row { json.value(value) } } }
            }
        case .list(let values):
            json.name("values")
            json.list { json in for value in values { json.value(value) } }
        case .tasks(let tasks): json.tasks(tasks)
        case .taskGroups(let groups): json.groups(groups)
        case .calendar(let days): json.days(days)
        case .value: break
        }
    }
}

extension QueryFailure {
    /// The failure as one line of JSON; an `id` is put first where one is given, as JSON.
    package func json(id: String? = nil) -> String {
        var json = JSONText()
        json.object { json in
            if let id {
                json.name("id")
                json.raw(id)
            }
            json.member("ok", false)
            if let type { json.member("type", type) }
            json.member("kind", kind.rawValue)
            json.member("error", message)
        }
        return json.text
    }
}

extension JSONText {
    fileprivate mutating func days(_ days: [(date: Value, link: Value)]) {
        name("values")
        list { json in
            for (date, link) in days {
                json.object { json in
                    json.name("date")
                    json.value(date)
                    json.name("link")
                    json.value(link)
                }
            }
        }
    }

    fileprivate mutating func groups(_ groups: [TaskGroup]) {
        name("groups")
        list { json in
            for group in groups {
                json.object { json in
                    json.name("key")
                    json.value(group.key)
                    switch group.members {
                    case .tasks(let tasks): json.tasks(tasks)
                    case .groups(let groups): json.groups(groups)
                    }
                }
            }
        }
    }

    /// Writes tasks as the engine has them, and what a view draws of them.
    fileprivate mutating func tasks(_ tasks: [ObjectValue]) {
        name("tasks")
        list { json in for task in tasks { json.task(task) } }
        name("rendered")
        trees(TaskTree.drawn(tasks))
    }

    private mutating func trees(_ trees: [TaskTree]) {
        list { json in
            for tree in trees {
                json.object { json in
                    json.member("at", tree.place)
                    guard !tree.children.isEmpty else { return }
                    json.name("children")
                    json.trees(tree.children)
                }
            }
        }
    }

    private static let taskMembers: [FieldKey] = [
        "path", "line", "lineCount", "list", "parent", "blockId", "symbol", "text", "task", "status",
        "checked",
        "completed", "fullyCompleted", "annotated", "created", "due", "completion", "start", "scheduled",
        "tags",
        "outlinks", "link", "section",
    ].map { FieldKey($0) }

    private mutating func task(_ task: ObjectValue) {
        object { json in
            for key in Self.taskMembers {
                guard let value = task[key] else { continue }
                json.name(key.name)
                json.value(value)
            }
            let own = task.item.map { $0.page.fields(ofItem: $0.index).map(\.name) } ?? []
            let shown = own.filter { ItemField(rawValue: $0) == nil }
            if !shown.isEmpty {
                json.name("fields")
                json.object { json in
                    for name in shown {
                        json.name(name)
                        json.value(task[name] ?? .null)
                    }
                }
            }
            json.name("children")
            json.list { json in
                guard case .list(let children)? = task[TaskTree.childrenKey] else { return }
                for case .object(let child) in children { json.task(child) }
            }
        }
    }
}
