import VaultModel

/// What a source names: a note by its place, or another file.
enum SourceEntry: Hashable {
    case note(Int)
    case file(String)
}

extension Evaluator {
    /// What a source names, in the order in which Dataview would list it.
    func entries(of source: Source) throws(EvaluationError) -> [SourceEntry] {
        switch source {
        case .tag(let tag):
            return self.source.notes(taggedLowercased: ScriptText.lowercased(tag)).map { .note($0) }
        case .folder(let folder): return entries(ofFolder: folder)
        case .csv(let path): return [entry(ofFile: relative(path))]
        case .link(let path, let isOutgoing): return try entries(ofLink: path, isOutgoing: isOutgoing)
        case .not(let inner):
            let excluded = Set(try entries(of: inner))
            try spend(self.source.count)
            return (0..<self.source.count).lazy.map { .note($0) }.filter { !excluded.contains($0) }
        case .chain(let first, let rest):
            var result = try entries(of: first)
            for (isAnd, right) in rest {
                let other = try entries(of: right)
                try spend(result.count + other.count)
                result = isAnd ? Self.common(result, other) : Self.united(result, other)
            }
            return result
        }
    }

    /// What is in both, in the order of the second.
    private static func common(_ left: [SourceEntry], _ right: [SourceEntry]) -> [SourceEntry] {
        let known = Set(left)
        return right.filter { known.contains($0) }
    }

    private static func united(_ left: [SourceEntry], _ right: [SourceEntry]) -> [SourceEntry] {
        let known = Set(left)
        return left + right.filter { !known.contains($0) }
    }

    /// The notes of a folder; where there is no such folder, the file of that path with or without `.md`.
    private func entries(ofFolder folder: String) -> [SourceEntry] {
        if let notes = source.notes(inFolder: folder) { return notes.map { .note($0) } }
        for path in [folder, folder + ".md"] where source.hasFile(NotePath(path)) {
            return [entry(ofFile: path)]
        }
        return []
    }

    private func entry(ofFile path: String) -> SourceEntry {
        source.index(of: NotePath(path)).map { .note($0) } ?? .file(path)
    }

    private func entries(ofLink path: String, isOutgoing: Bool) throws(EvaluationError) -> [SourceEntry] {
        guard let target = resolve(path) else {
            return source.notes(linkingToUnresolved: path).map { .note($0) }
        }
        guard isOutgoing else { return source.notes(linkingTo: target).map { .note($0) } }
        guard let files = source.files(linkedFrom: target) else {
            throw EvaluationError("“\(path)” is no note, so it links to nothing", reach: .query)
        }
        return files.map { entry(ofFile: $0.text) }
    }

    /// A path from the query's folder, if there is such a file, else from the root.
    private func relative(_ path: String) -> String {
        guard let origin else { return path }
        if path.hasPrefix("/") { return String(path.dropFirst()) }
        let near = origin.folder + "/" + path
        return source.hasFile(NotePath(near)) ? near : path
    }
}
