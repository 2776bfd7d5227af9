package import VaultModel

extension VaultStore {
    /// The lines of a note that a person changed or deleted with Muster, oldest first, as the journal tells; none
    /// without a journal.
    package func rewrites(of path: NotePath) throws(StoreError) -> [LineRewrite] {
        guard let journal else { return [] }
        do throws(SystemError) {
            let records = try journal.records().filter { $0.edit.path == path && $0.outcome == .saved }
            return records.flatMap(\.edit.rewrites)
        } catch {
            throw StoreError(path, error)
        }
    }
}

extension VaultStore {
    /// The last edit of each note, as the journal tells: only of notes whose last save is known to have taken place.
    package func lastEdits() throws(StoreError) -> [Edit] {
        guard let journal else { return [] }
        do throws(SystemError) {
            var last: [NotePath: JournalRecord] = [:]
            for record in try journal.records() where record.outcome != .dropped {
                last[record.edit.path] = record
            }
            return last.values.filter { $0.outcome == .saved }.map(\.edit).sorted { $0.path < $1.path }
        } catch {
            throw StoreError(NotePath(""), error)
        }
    }
}

extension Edit {
    /// The single lines that the edit changes or deletes.
    fileprivate var rewrites: [LineRewrite] {
        let lines = LineTable(base)
        return replacements.compactMap { replacement in
            let line = lines.line(at: replacement.range.lower)
            let content = lines.contentRange(of: line, in: base)
            let old = Array(base[content])
            guard replacement.range.lower >= content.lower, !content.isEmpty else { return nil }
            if replacement.bytes.isEmpty, replacement.range == lines.range(of: line) {
                return LineRewrite(old: old, new: nil)
            }
            guard replacement.range.upper <= content.upper, !replacement.bytes.contains(0x0A) else {
                return nil
            }
            let head = base[content.lower..<replacement.range.lower]
            let tail = base[replacement.range.upper..<content.upper]
            return LineRewrite(old: old, new: head + replacement.bytes + tail)
        }
    }
}
