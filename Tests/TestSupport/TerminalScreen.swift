import CVTerm

/// The screen of a terminal, as libvterm keeps it. Not to be shared between threads.
package final class TerminalScreen {
    /// One cell.
    package struct Cell: Hashable, Sendable {
        /// The character with its marks; empty for an empty cell.
        package let text: String
        /// Cells it takes: 1 or 2.
        package let width: Int
        package let isBold, isUnderlined, isReversed: Bool
        /// The index of the colour; -1 for the terminal's own.
        package let foreground, background: Int
    }

    /// Columns and rows.
    package private(set) var columns, rows: Int32
    private let emulator: OpaquePointer
    private let screen: OpaquePointer

    init(columns: Int32, rows: Int32) {
        (self.columns, self.rows) = (columns, rows)
        emulator = vterm_new(rows, columns)
        vterm_set_utf8(emulator, 1)
        screen = vterm_obtain_screen(emulator)
        vterm_screen_enable_altscreen(screen, 1)
        vterm_screen_reset(screen, 1)
    }

    deinit { vterm_free(emulator) }

    func resize(columns: Int32, rows: Int32) {
        (self.columns, self.rows) = (columns, rows)
        vterm_set_size(emulator, rows, columns)
    }

    /// Shows what a program wrote, and returns what the terminal answers.
    func show(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        bytes.withUnsafeBytes { raw in
            _ = vterm_input_write(emulator, raw.baseAddress?.assumingMemoryBound(to: CChar.self), raw.count)
        }
        var answer = [CChar](repeating: 0, count: 256)
        let count = vterm_output_read(emulator, &answer, answer.count)
        return answer.prefix(count).map { UInt8(bitPattern: $0) }
    }

    /// The cell in column `x` of row `y`.
    package func cell(_ x: Int, _ y: Int) -> Cell {
        var cell = VTermScreenCell()
        vterm_screen_get_cell(screen, VTermPos(row: Int32(y), col: Int32(x)), &cell)
        var text = String.UnicodeScalarView()
        withUnsafeBytes(of: &cell.chars) { raw in
            for value in raw.bindMemory(to: UInt32.self) {
                guard value != 0, let scalar = Unicode.Scalar(value) else { break }
                text.append(scalar)
            }
        }
        return Cell(
            text: String(text), width: Int(cell.width), isBold: cell.attrs.bold != 0,
            isUnderlined: cell.attrs.underline != 0, isReversed: cell.attrs.reverse != 0,
            foreground: Int(cvterm_foreground(&cell)), background: Int(cvterm_background(&cell)))
    }

    /// The text of row `y`, without the blanks at its end.
    package func row(_ y: Int) -> String {
        var text = ""
        var x = 0
        while x < columns {
            let cell = cell(x, y)
            text += cell.text.isEmpty ? " " : cell.text
            x += max(1, cell.width)
        }
        while text.last == " " { text.removeLast() }
        return text
    }

    /// The text of all rows, each with a line feed.
    package var text: String { (0..<Int(rows)).map { row($0) + "\n" }.joined() }

    /// Where the cursor stands, whether shown or not.
    package var cursor: (x: Int, y: Int) {
        var position = VTermPos()
        vterm_state_get_cursorpos(vterm_obtain_state(emulator), &position)
        return (Int(position.col), Int(position.row))
    }
}
