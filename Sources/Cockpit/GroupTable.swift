import VaultModel

/// Which line of a grouped list is what: headings with an empty line before all but the first, and items. The first
/// group can do without a heading.
struct GroupTable: Sendable {
    /// What stands in a line.
    enum Place: Hashable {
        case space
        case heading(Int)
        case item(Int)
    }
    /// The index of each group's first item.
    private let firstItems: [Int]
    /// How many items all groups have.
    let itemCount: Int
    /// How many lines are missing above the first group's items.
    private let missing: Int

    init(_ counts: [Int], startsBare: Bool = false) {
        missing = startsBare ? 1 : 0
        var count = 0
        firstItems = counts.map { size in
            defer { count += size }
            return count
        }
        itemCount = count
    }

    /// How many lines there are.
    var lineCount: Int { firstItems.isEmpty ? 0 : itemCount + 2 * firstItems.count - 1 - missing }

    /// What stands in a line.
    func place(ofLine line: Int) -> Place {
        let line = line + missing
        let group = firstItems.indices.partitioningIndex { firstLine(ofGroup: $0) > line } - 1
        let offset = line - firstLine(ofGroup: group)
        let head = group == 0 ? 1 : 2
        if offset < head { return offset == head - 1 ? .heading(group) : .space }
        return .item(firstItems[group] + offset - head)
    }

    /// The line of an item.
    func line(ofItem item: Int) -> Int {
        let group = firstItems.indices.partitioningIndex { firstItems[$0] > item } - 1
        return item + 2 * group + 1 - missing
    }

    private func firstLine(ofGroup group: Int) -> Int { max(0, firstItems[group] + 2 * group - 1) }
}
