import Dataview
import Screen

/// Which columns of a table are in sight, and how wide they are.
struct TableColumns: Hashable {
    /// The indices of the columns in sight.
    let shown: [Int]
    /// How wide each of them is, in cells.
    let widths: [Int]
    /// Whether columns behind the first are out of sight at the left.
    let hasLeft: Bool
    /// Whether columns are out of sight at the right.
    let hasRight: Bool

    /// The blanks between two columns.
    static let gap = 2
    /// No column is cut to fewer cells than these while there are columns to scroll.
    private static let least = 8

    /// Chooses columns for `room` cells: the first, and as many as fit of those behind the ones scrolled away. The
    /// widest are cut first where there is not enough room for `natural`, the widths of all columns' longest cells.
    init(_ natural: [Int], scrolled: Int, room: Int) {
        guard !natural.isEmpty else {
            (shown, widths, hasLeft, hasRight) = ([], [], false, false)
            return
        }
        let scrolled = max(0, min(scrolled, natural.count - 2))
        let all = [0] + Array(natural.indices.dropFirst(1 + scrolled))
        func least(_ columns: some Sequence<Int>) -> Int {
            columns.reduce(-Self.gap) { $0 + min(natural[$1], Self.least) + Self.gap }
        }
        var count = all.count
        while count > 1, least(all.prefix(count)) > room - (count < all.count ? Self.gap : 0) { count -= 1 }
        hasLeft = scrolled > 0
        hasRight = count < all.count
        shown = Array(all.prefix(count))
        widths = Self.cut(
            shown.map { natural[$0] }, to: room - (hasRight ? Self.gap : 0) - Self.gap * (count - 1))
    }

    /// Widths with the sum of at most `room`, the widest made smaller.
    private static func cut(_ natural: [Int], to room: Int) -> [Int] {
        var widths = natural.map { min($0, max(1, room)) }
        while widths.reduce(0, +) > max(room, widths.count), let most = widths.max(), most > 1,
            let index = widths.lastIndex(of: most)
        {
            widths[index] -= 1
        }
        return widths
    }
}

extension AnswerLines {
    /// A table: a line of headings, the column marked that it is sorted by, and a line for each row.
    func addTable(_ headers: [String], _ rows: [[Value]], to builder: inout ContentBuilder) {
        let shown = rows.prefix(Self.mostRows).map { $0.map { ShownValue($0, context) } }
        let titles = headers.enumerated().map { title($1, $0) }
        let natural = headers.indices.map { column in
            max(titles[column].width, shown.map { $0[column].text.width }.max() ?? 0)
        }
        let columns = TableColumns(
            natural, scrolled: context.view.scrolled, room: context.width - context.indent)
        builder.addPassive(row(titles, columns, isHead: true))
        for cells in shown {
            var item = item(
                cells.first?.text.text ?? "", &builder, destinations: cells.flatMap(\.destinations))
            item.table = context.question
            builder.add(item, row(cells.map(\.text), columns, isHead: false))
        }
        addLimit(rows.count, to: &builder)
    }

    private func title(_ name: String, _ column: Int) -> StyledText {
        let line = name.split(whereSeparator: \.isNewline).joined(separator: " ")
        var text = StyledText(line, Style(.heading, .bold))
        if let order = context.view.order, order.column == column {
            text.append(order.isDescending ? " ↓" : " ↑", .hintKey)
        }
        return text
    }

    /// The cells in sight, those that are cut with `…` at their ends; in the line of headings arrows where
    /// columns are out of sight.
    private func row(_ cells: [StyledText], _ columns: TableColumns, isHead: Bool) -> StyledText {
        var text = StyledText(margin)
        for (place, (column, width)) in zip(columns.shown, columns.widths).enumerated() {
            if place > 0 {
                let isScrolled = isHead && place == 1 && columns.hasLeft
                text.append(isScrolled ? "‹ " : "  ", Style(.hintKey))
            }
            text.append(cells[column].padded(to: width))
        }
        if isHead, columns.hasRight { text.append(" ›", Style(.hintKey)) }
        return text.truncated(to: context.width)
    }
}
