import Screen
import Testing

@Suite struct FrameTests {
    private func frame(_ rows: String..., columns: Int = 12) -> Frame {
        var canvas = Canvas(size: Size(columns: columns, rows: rows.count))
        for (y, row) in rows.enumerated() { canvas.put(row, x: 0, y: y) }
        return canvas.frame
    }

    @Test func cellsAreSixteenBytes() {
        #expect(MemoryLayout<Cell>.stride == 16)
    }

    @Test func cellsGiveBackWhatWasPut() {
        for role in Role.allCases {
            var style = Style(role, on: .cursorLine, .all)
            var cell = Cell(DisplayText.glyphs("a\u{301}\u{302}\u{303}\u{304}")[0].glyph, style)
            #expect(cell.style == style)
            #expect(cell.text == "a\u{301}\u{302}\u{303}\u{304}")
            #expect(cell.width == 1)
            style.ground = .bar
            cell.style = style
            #expect(cell.style == style && cell.text.unicodeScalars.count == 5)
        }
    }

    @Test func changesAreRuns() {
        let old = frame("the same", "one two", "日本語")
        #expect(old.changes(from: old).isEmpty)
        #expect(frame("the same", "one twx", "日本語").changes(from: old) == [CellRun(y: 1, columns: 6..<7)])
        #expect(
            frame("The sane", "one two", "日本語").changes(from: old)
                == [CellRun(y: 0, columns: 0..<1), CellRun(y: 0, columns: 6..<7)])
        #expect(frame("thE sAme", "one two", "日本語").changes(from: old) == [CellRun(y: 0, columns: 2..<6)])
    }

    @Test func changesTakeWideCharactersWhole() {
        let old = frame("日本語")
        #expect(frame("日語語").changes(from: old) == [CellRun(y: 0, columns: 2..<4)])
        #expect(frame("日x 語").changes(from: old) == [CellRun(y: 0, columns: 2..<4)])
        #expect(old.changes(from: frame("日x 語")) == [CellRun(y: 0, columns: 2..<4)])
        #expect(frame("日x語").changes(from: old) == [CellRun(y: 0, columns: 2..<6)])
    }

    @Test func everythingChangesWithTheSize() {
        #expect(frame("a", "b").changes(from: frame("a")).map(\.columns) == [0..<12, 0..<12])
        #expect(frame("a").changes(from: nil) == [CellRun(y: 0, columns: 0..<12)])
        #expect(Frame(size: Size(columns: 0, rows: 3)).changes(from: nil).isEmpty)
    }

    @Test func stylesAreChangesToo() {
        let old = frame("abc")
        var canvas = Canvas(size: old.size)
        canvas.put("a", x: 0, y: 0)
        canvas.put("b", x: 1, y: 0, Style(.tag))
        canvas.put("c", x: 2, y: 0)
        #expect(canvas.frame.changes(from: old) == [CellRun(y: 0, columns: 1..<2)])
        #expect(canvas.frame != old)
    }

    /// Law: putting the changed cells over the old frame gives the new one.
    @Test func changesAreEnough() {
        var numbers = Numbers(seed: 11)
        let pieces = ["a", "日", " ", "é", "📅", "xyz", "🇨🇿"]
        func random() -> Frame {
            var canvas = Canvas(size: Size(columns: 9, rows: 3))
            for y in 0..<3 {
                for _ in 0..<4 {
                    let piece = pieces.randomElement(using: &numbers) ?? ""
                    canvas.put(piece, x: Int.random(in: -1..<9, using: &numbers), y: y)
                }
            }
            return canvas.frame
        }
        for _ in 0..<500 {
            let (old, new) = (random(), random())
            let changed = new.changes(from: old)
            for y in 0..<3 {
                for x in 0..<9 where new[x, y] != old[x, y] {
                    #expect(changed.contains { $0.y == y && $0.columns.contains(x) })
                }
            }
            for run in changed {
                #expect(new[run.columns.lowerBound, run.y].width != 0)
                #expect(new[run.columns.upperBound, run.y].width != 0)
                #expect(old[run.columns.upperBound, run.y].width != 0)
            }
        }
    }

    @Test func picturesHoldTextColoursAndLines() {
        var canvas = Canvas(size: Size(columns: 12, rows: 3))
        canvas.box(canvas.bounds, title: StyledText("A&B", .title))
        canvas.put("日 <x>", x: 1, y: 1, Style(.link, on: .cursorLine))
        canvas.setCursor(x: 2, y: 1)
        let svg = canvas.frame.svg(theme: .dark)
        #expect(svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"120\" height=\"78\""))
        #expect(svg.contains(">A&amp;B</text>"))
        #expect(svg.contains("<text x=\"20\" y=\"43\" fill=\"#87afff\""))
        #expect(svg.contains(">日</text>"))
        #expect(svg.contains(">&lt;x&gt;</text>"))
        #expect(svg.contains("d=\"M0 9H8\""))
        #expect(svg.contains("fill=\"#3a3a3a\""), "the ground of the row")
        #expect(!svg.contains("╭"))
    }
}
