/// Lists, by remark-parse 8 and not by CommonMark (CACHE_RULES §3).
///
/// A line belongs to an item if it is indented at least as far as the item's text. A line indented less starts the
/// next item if it has a marker, and else continues the item's text unless a blank line or a block stands between.
extension NoteScanner {
    /// Reads a list and leaves its items in `pending`.
    mutating func readList(_ region: inout Region) -> Bool {
        let first = region.first
        guard let marker = marker(at: first) else { return false }
        let run = listRun(from: first, before: region.end, marker.kind)
        let parent = region.item
        var items = run.items
        for index in items.indices {
            items[index].list = listItems.count
            items[index].cacheParent = parent < 0 ? -max(1, first) : listItems[parent].line
            items[index].parent = parent
            items[index].depth = region.depth
            items[index].quotes = region.quotes
        }
        if region.isItem, !region.hasList, region.previousEnd >= 0 {
            let item = listItems[parent].range
            listItems[parent].range = ByteRange(item.lower, max(item.lower, region.previousEnd))
        }
        region.hasList = true
        add(.list, ByteRange(spans[first].start, spans[run.end - 1].end), &region, next: run.end)
        pending.append(.blocks(region))
        for item in items.reversed() { pending.append(.item(item)) }
        return true
    }

    /// The items of the list whose first item starts at `first`, and the line behind the last.
    private func listRun(from first: Int, before end: Int, _ kind: UInt8) -> (items: [PendingItem], end: Int) {
        var items: [PendingItem] = []
        var last = first
        var width = 0
        var wasEmpty = false
        var line = first
        while line < end {
            let role = role(of: line, inListOf: kind, itemWidth: width, isFirst: items.isEmpty, wasEmpty)
            wasEmpty = role.isEmpty
            switch role.kind {
            case .end: return (items, last)
            case .blank: break
            case .item:
                if line > last, !items.isEmpty {
                    items[items.count - 1].positionEnd = spans[last].start
                }
                width = role.width
                items.append(PendingItem(first: line, positionEnd: spans[line].end))
                last = line + 1
            case .content:
                items[items.count - 1].positionEnd = spans[line].end
                last = line + 1
            }
            if role.kind != .blank { items[items.count - 1].end = last }
            line += 1
        }
        return (items, last)
    }

    /// What a line is to the list above it.
    private enum LineRole { case item, content, blank, end }

    private func role(
        of line: Int, inListOf kind: UInt8, itemWidth: Int, isFirst: Bool, _ wasEmpty: Bool
    ) -> (kind: LineRole, width: Int, isEmpty: Bool) {
        var width = indent(of: line)
        if !isFirst, width >= itemWidth { return (.content, 0, isBlank(line)) }
        let marker = marker(at: line, needsBlank: false)
        if let marker, marker.isFollowed {
            guard marker.kind == kind else { return (.end, 0, false) }
            if isRule(line) { return (.end, 0, false) }
            return (.item, marker.width, false)
        }
        // A marker that no blank follows still counts for the indentation: `1.5` at the start of a line
        // continues an item where `x` would not. So does remark-parse.
        if let marker { width = marker.width }
        let isEmpty = isBlank(line)
        if width >= itemWidth || width > 4 { return (.content, 0, isEmpty) }
        if isEmpty { return (.blank, 0, true) }
        if wasEmpty || interruptsList(line) { return (.end, 0, false) }
        return (.content, 0, false)
    }
}

/// An item of a list that was found and waits to be read.
struct PendingItem {
    /// Its first line.
    var first: Int
    /// The line behind its last.
    var end: Int
    /// Where the item ends as Obsidian gives it, before nested lists are known.
    var positionEnd: Int
    /// What `ListItem` says of the same name.
    var list = 0
    var cacheParent = 0
    var parent = -1
    /// How many containers are around it, and how many of them are quotes.
    var depth = 0
    var quotes = 0

    /// An item that starts at a line.
    init(first: Int, positionEnd: Int) {
        self.first = first
        self.positionEnd = positionEnd
        end = first + 1
    }
}
