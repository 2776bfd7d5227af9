/// How much room there is, in cells.
package struct Size: Hashable, Sendable {
    /// Cells in a row; never negative.
    package let columns: Int
    /// Rows; never negative.
    package let rows: Int

    /// A size; what is negative counts as zero.
    package init(columns: Int, rows: Int) {
        self.columns = max(0, columns)
        self.rows = max(0, rows)
    }

    /// The rectangle of this size at the origin.
    package var bounds: Rect { Rect(x: 0, y: 0, width: columns, height: rows) }
}

/// A cell's place: the column and the row, counted from zero at the top left.
package struct Point: Hashable, Sendable {
    /// The column, in cells.
    package var x: Int
    /// The row.
    package var y: Int

    /// The place in column `x` of row `y`.
    package init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }
}

/// A rectangle of cells.
package struct Rect: Hashable, Sendable {
    /// The leftmost column.
    package let x: Int
    /// The topmost row.
    package let y: Int
    /// Columns; never negative.
    package let width: Int
    /// Rows; never negative.
    package let height: Int

    /// The rectangle with its top left at `x`, `y`; a negative width or height counts as zero.
    package init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = max(0, width)
        self.height = max(0, height)
    }

    /// Whether no cell is in it.
    package var isEmpty: Bool { width == 0 || height == 0 }
    /// The column after the last one.
    package var right: Int { x + width }
    /// The row after the last one.
    package var bottom: Int { y + height }
    /// Columns and rows.
    package var size: Size { Size(columns: width, rows: height) }

    /// Whether the cell at `point` is inside.
    package func contains(_ point: Point) -> Bool {
        point.x >= x && point.x < right && point.y >= y && point.y < bottom
    }

    /// The cells that both have; empty where they do not meet.
    package func intersection(_ other: Rect) -> Rect {
        let left = max(x, other.x)
        let top = max(y, other.y)
        return Rect(
            x: left, y: top, width: min(right, other.right) - left, height: min(bottom, other.bottom) - top)
    }

    /// The same rectangle, moved.
    package func moved(byX columns: Int, y rows: Int) -> Rect {
        Rect(x: x + columns, y: y + rows, width: width, height: height)
    }

    /// Without `columns` cells left and right, and `rows` above and below.
    package func inset(columns: Int = 1, rows: Int = 1) -> Rect {
        let sides = min(columns, width / 2)
        let ends = min(rows, height / 2)
        return Rect(x: x + sides, y: y + ends, width: width - 2 * columns, height: height - 2 * rows)
    }

    /// As much of it as fits into `bounds`, moved there rather than cut where that is possible.
    package func clamped(to bounds: Rect) -> Rect {
        let width = min(width, bounds.width)
        let height = min(height, bounds.height)
        return Rect(
            x: max(bounds.x, min(x, bounds.right - width)), y: max(bounds.y, min(y, bounds.bottom - height)),
            width: width, height: height)
    }

    /// A rectangle of `size` in the middle, cut to what there is.
    package func centered(_ size: Size) -> Rect {
        Rect(
            x: x + (width - size.columns) / 2, y: y + (height - size.rows) / 2, width: size.columns,
            height: size.rows
        ).clamped(to: self)
    }
}

extension Rect {
    /// The leftmost `columns`, and the rest.
    package func cutLeft(_ columns: Int) -> (piece: Rect, rest: Rect) {
        let cut = max(0, min(columns, width))
        return (
            Rect(x: x, y: y, width: cut, height: height),
            Rect(x: x + cut, y: y, width: width - cut, height: height)
        )
    }

    /// The rightmost `columns`, and the rest.
    package func cutRight(_ columns: Int) -> (piece: Rect, rest: Rect) {
        let (rest, piece) = cutLeft(width - max(0, min(columns, width)))
        return (piece, rest)
    }

    /// The topmost `rows`, and the rest.
    package func cutTop(_ rows: Int) -> (piece: Rect, rest: Rect) {
        let cut = max(0, min(rows, height))
        return (
            Rect(x: x, y: y, width: width, height: cut),
            Rect(x: x, y: y + cut, width: width, height: height - cut)
        )
    }

    /// The bottommost `rows`, and the rest.
    package func cutBottom(_ rows: Int) -> (piece: Rect, rest: Rect) {
        let (rest, piece) = cutTop(height - max(0, min(rows, height)))
        return (piece, rest)
    }

    /// Side by side, as wide as the weights say; together they cover it exactly.
    package func columns(_ weights: [Int]) -> [Rect] {
        shares(of: width, weights).map { Rect(x: x + $0.start, y: y, width: $0.length, height: height) }
    }

    /// One above the other, as high as the weights say; together they cover it exactly.
    package func rows(_ weights: [Int]) -> [Rect] {
        shares(of: height, weights).map { Rect(x: x, y: y + $0.start, width: width, height: $0.length) }
    }

    /// Divides `length` by `weights`, rounding the borders rather than the parts, so that no cell is lost.
    private func shares(of length: Int, _ weights: [Int]) -> [(start: Int, length: Int)] {
        let total = max(1, weights.reduce(0) { $0 + max(0, $1) })
        var sum = 0
        var start = 0
        return weights.map { weight in
            sum += max(0, weight)
            let end = (length * sum + total / 2) / total
            defer { start = end }
            return (start, end - start)
        }
    }
}
