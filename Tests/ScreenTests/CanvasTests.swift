import Screen
import Testing

@Suite struct CanvasTests {
    private func drawn(_ columns: Int, _ rows: Int, _ draw: (inout Canvas) -> Void) -> Frame {
        var canvas = Canvas(size: Size(columns: columns, rows: rows))
        draw(&canvas)
        return canvas.frame
    }

    @Test func textIsPutAndCounted() {
        let frame = drawn(12, 2) { canvas in
            #expect(canvas.put("Hello", x: 1, y: 0) == 5)
            #expect(canvas.put("日本", x: 0, y: 1, Style(.link, .bold)) == 4)
            #expect(canvas.put("longer than that", x: 6, y: 1, maxWidth: 4) == 4)
        }
        #expect(frame.plainText() == " Hello\n日本  long\n")
        #expect(frame[0, 1].width == 2 && frame[1, 1].width == 0)
        #expect(frame[1, 1].style == Style(.link, .bold))
        #expect(frame[2, 1].text == "本")
    }

    @Test func textIsCutAtTheEdges() {
        let frame = drawn(4, 3) { canvas in
            canvas.put("abcdef", x: -2, y: 0)
            canvas.put("日本語", x: -1, y: 1)
            canvas.put("x日本", x: 0, y: 2)
            canvas.put("above", x: 0, y: -1)
            canvas.put("below", x: 0, y: 3)
        }
        #expect(frame.plainText() == "cdef\n 本\nx日\n", "half a wide character is a blank")
    }

    @Test func aWideCharacterThatIsPartlyOverwrittenIsGone() {
        let left = drawn(4, 1) {
            $0.put("日本", x: 0, y: 0); $0.put("x", x: 1, y: 0)
        }
        #expect(left.row(0) == " x本")
        let right = drawn(4, 1) {
            $0.put("日本", x: 0, y: 0); $0.put("x", x: 0, y: 0)
        }
        #expect(right.row(0) == "x 本")
        let middle = drawn(4, 1) {
            $0.put("日本", x: 0, y: 0); $0.put("語", x: 1, y: 0)
        }
        #expect(middle.row(0) == " 語")
    }

    @Test func maximumWidthNeverCutsAWideCharacter() {
        let frame = drawn(6, 1) { canvas in
            #expect(canvas.put("日本語", x: 0, y: 0, maxWidth: 3) == 3)
            canvas.put("|", x: 3, y: 0)
        }
        #expect(frame.row(0) == "日 |")
    }

    @Test func areasNestAndClip() {
        let frame = drawn(8, 4) { canvas in
            canvas.within(Rect(x: 2, y: 1, width: 4, height: 2)) { canvas in
                canvas.put("abcdefgh", x: 0, y: 0)
                canvas.within(Rect(x: 2, y: 1, width: 10, height: 10)) { canvas in
                    canvas.put("123456", x: 0, y: 0)
                    canvas.put("outside", x: 0, y: 1)
                    #expect(canvas.size == Size(columns: 10, rows: 10))
                }
                canvas.setCursor(x: 1, y: 1)
            }
            canvas.put("z", x: 0, y: 0)
        }
        #expect(frame.plainText() == "z\n  abcd\n    12\n\n")
        #expect(frame.cursor == Point(x: 3, y: 2))
    }

    @Test func theCursorIsHiddenWhereItIsCutOff() {
        let frame = drawn(4, 2) { canvas in
            canvas.within(Rect(x: 0, y: 0, width: 2, height: 1)) { $0.setCursor(x: 3, y: 0) }
        }
        #expect(frame.cursor == nil)
    }

    @Test func whatIsUnprintableIsDim() {
        let frame = drawn(8, 1) { $0.put("a\u{1B}b", x: 0, y: 0, Style(.title)) }
        #expect(frame.row(0) == "a^[b")
        #expect(frame[0, 0].style == Style(.title))
        #expect(frame[1, 0].style == Style(.title, .dim))
    }

    @Test func groundsGoUnderTheText() {
        let frame = drawn(6, 1) { canvas in
            canvas.put(StyledText("link", .link), x: 0, y: 0)
            canvas.ground(canvas.bounds, .cursorLine)
        }
        #expect(frame[0, 0].style == Style(.link, on: .cursorLine))
        #expect(frame[5, 0].style == Style(.text, on: .cursorLine))
        #expect(frame.styleRuns(0).map(\.columns) == [0..<4, 4..<6])
    }

    @Test func boxesHaveTitles() {
        let frame = drawn(20, 5) { canvas in
            let inside = canvas.box(
                Rect(x: 0, y: 0, width: 20, height: 3), title: StyledText("Steps", .title),
                note: StyledText("3"))
            #expect(inside == Rect(x: 1, y: 1, width: 18, height: 1))
            canvas.box(
                Rect(x: 0, y: 3, width: 9, height: 2), title: StyledText("Blockers"), note: StyledText("12"),
                lines: .plain)
        }
        #expect(
            frame.plainText() == """
                ╭─ Steps ────── 3 ─╮
                │                  │
                ╰──────────────────╯
                ┌─ Bl… ─┐
                └───────┘

                """)
        #expect(frame[3, 0].style.role == .title)
        #expect(frame[2, 0].style.role == .border)
    }

    @Test func boxesWithoutRoomAreLeftOut() {
        let frame = drawn(6, 3) { canvas in
            #expect(canvas.box(Rect(x: 0, y: 0, width: 1, height: 3)).isEmpty)
            #expect(canvas.box(Rect(x: 2, y: 0, width: 4, height: 2), title: StyledText("T")).isEmpty)
        }
        #expect(frame.plainText() == "  ╭──╮\n  ╰──╯\n\n")
    }

    @Test func framesWithoutCellsCanBeDrawnOn() {
        let frame = drawn(0, 0) { canvas in
            canvas.put("x日", x: 0, y: 0)
            canvas.fill(canvas.bounds, with: "─")
            canvas.box(canvas.bounds)
        }
        #expect(frame.plainText() == "")
        #expect(frame[0, 0] == .blank)
    }
}
