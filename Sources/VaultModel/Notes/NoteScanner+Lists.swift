/// Lists, by remark-parse 8 and not by CommonMark (CACHE_RULES §3).
///
/// A line belongs to an item if it is indented at least as far as the item's text. A line indented less
/// starts the next item if it has a marker, and else continues the item's text unless a blank line or a block
/// stands between.
extension NoteScanner {
    /// Reads a list up to the first item that may hold other items or quotes; it and those behind it wait in `pending`,
    /// with the rest of the region. True if any do.
    mutating func readList(_ region: inout Region, _ marker: NoteLines.Marker) -> Bool {
        let first = region.first
        let firstItem = found.items.count
        let start = lines[first].start
        let end = readItems(region, marker)
        if region.isItem, !region.hasList, region.previousEnd >= 0 {
            let outer = found.listItems[region.item].range.lower
            found.listItems[region.item].range = ByteRange(outer, max(outer, region.previousEnd))
        }
        region.hasList = true
        add(.list, ByteRange(start, lines[end - 1].end), &region, next: end)
        if found.items.count == firstItem { return false }
        found.pending.append(.blocks(region))
        found.pending.append(.items(first: firstItem, next: firstItem))
        return true
    }

    /// Reads the items of the list at the start of a region, or appends them to `items`; the line behind the last.
    @inline(__always)
    private mutating func readItems(_ region: Region, _ marker: NoteLines.Marker) -> Int {
        let firstItem = found.items.count
        var item = PendingItem(
            marker, in: region, list: found.listItems.count, cacheParent: cacheParent(in: region))
        item.positionEnd = lines[region.first].end
        var wasEmpty = false
        var line = region.first + 1
        lines: while line < region.end {
            let role = lines.role(of: line, inListOf: marker.kind, itemWidth: item.marker.width, wasEmpty)
            wasEmpty = role.isEmpty
            switch role.kind {
            case .end: break lines
            case .blank: break
            case .item(let marker):
                // Blank lines before the next item: the index lets the item end where the first one starts.
                if line > item.end { item.positionEnd = lines[item.end].start }
                if found.items.count > firstItem || !readLine(of: item) { found.items.append(item) }
                item.marker = marker
                item.first = line
            case .content: break
            }
            if !role.kind.isBlank {
                item.positionEnd = lines[line].end
                item.end = line + 1
            }
            line += 1
        }
        if found.items.count > firstItem || !readLine(of: item) { found.items.append(item) }
        return item.end
    }

    /// Obsidian's `parent` number for the items of a list.
    private func cacheParent(in region: Region) -> Int {
        region.item < 0 ? -max(1, region.first) : found.listItems[region.item].line
    }
}

extension NoteLines {
    /// What a line is to the list above it.
    enum LineRole {
        case item(Marker), content, blank, end
        var isBlank: Bool {
            if case .blank = self { return true }
            return false
        }
    }

    @inline(__always)
    func role(
        of line: Int, inListOf kind: UInt8, itemWidth: Int, _ wasEmpty: Bool
    ) -> (kind: LineRole, isEmpty: Bool) {
        let head = head(of: line)
        if head.column >= itemWidth { return (.content, isBlank(line, head)) }
        if head.byte == kind, let marker = plainMarker(at: line, head) { return (.item(marker), false) }
        let marker = marker(at: line, head, needsBlank: false)
        if let marker, marker.isFollowed {
            guard marker.kind == kind, !isRule(line, head) else { return (.end, false) }
            return (.item(marker), false)
        }
        // A marker that no blank follows still counts for the indentation: `1.5` at the start of a line
        // continues an item where `x` would not. So does remark-parse.
        let width = marker?.width ?? head.column
        let isEmpty = isBlank(line, head)
        if width >= itemWidth || width > 4 { return (.content, isEmpty) }
        if isEmpty { return (.blank, true) }
        if wasEmpty || interruptsList(line, head) { return (.end, false) }
        return (.content, false)
    }
}

/// An item of a list that was found and waits to be read.
struct PendingItem {
    /// Its first line, and the line behind its last.
    @Narrow var first: Int
    @Narrow var end: Int
    /// Its marker.
    var marker: NoteLines.Marker
    /// Where the item ends as Obsidian gives it, before nested lists are known.
    @Narrow var positionEnd = 0
    /// What `ListItem` says under the same names.
    @Narrow var list: Int
    var cacheParent: Int
    @NarrowOrNone var parent: Int
    /// How many containers are around it, and how many of them are quotes.
    @Narrow var depth: Int
    @Narrow var quotes: Int

    /// The first item of the list at the start of a region.
    init(_ marker: NoteLines.Marker, in region: Region, list: Int, cacheParent: Int) {
        self.marker = marker
        first = region.first
        end = region.first + 1
        parent = region.item
        depth = region.depth
        quotes = region.quotes
        self.list = list
        self.cacheParent = cacheParent
    }
}
