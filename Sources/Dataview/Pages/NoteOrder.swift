import VaultModel

/// The paths of a vault's notes in the base order.
struct NoteOrder: Sendable {
    let paths: [NotePath]

    init(_ index: Vault) { paths = BaseOrder.sorted(index.notes.paths) }

    var count: Int { paths.count }

    /// The place of a note; nil where there is none of that path.
    func place(of path: NotePath) -> Int? {
        let place = paths.partitioningIndex { !BaseOrder.precedes($0, path) }
        return place < paths.count && paths[place] == path ? place : nil
    }

    /// The notes in a folder and below stand together.
    func places(inFolder folder: String) -> Range<Int> {
        let start = NotePath(folder + "/")
        let first = paths.partitioningIndex { !BaseOrder.precedes($0, start) }
        let end = paths.partitioningIndex { BaseOrder.precedes(start, $0) && !$0.isInside(folder) }
        return first..<max(first, end)
    }
}
