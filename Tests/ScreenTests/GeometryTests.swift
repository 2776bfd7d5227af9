import Screen
import Testing

@Suite struct GeometryTests {
    private let area = Rect(x: 2, y: 1, width: 10, height: 6)

    @Test func cutsAreThePieceAndTheRest() {
        #expect(area.cutLeft(3).piece == Rect(x: 2, y: 1, width: 3, height: 6))
        #expect(area.cutLeft(3).rest == Rect(x: 5, y: 1, width: 7, height: 6))
        #expect(area.cutRight(3).piece == Rect(x: 9, y: 1, width: 3, height: 6))
        #expect(area.cutTop(1).rest == Rect(x: 2, y: 2, width: 10, height: 5))
        #expect(area.cutBottom(1).piece == Rect(x: 2, y: 6, width: 10, height: 1))
        #expect(area.cutBottom(99).rest.isEmpty)
        #expect(area.cutLeft(-1).piece.isEmpty)
    }

    @Test func sharesCoverTheWhole() {
        for width in 0..<40 {
            let parts = Rect(x: 0, y: 0, width: width, height: 1).columns([2, 1, 3])
            #expect(parts.reduce(0) { $0 + $1.width } == width)
            #expect(parts[1].x == parts[0].right && parts[2].x == parts[1].right)
        }
        #expect(area.rows([1, 1]).map(\.height) == [3, 3])
        #expect(area.rows([]).isEmpty)
        #expect(area.rows([0, 0]).allSatisfy { $0.isEmpty })
    }

    @Test func insetsStayInside() {
        #expect(area.inset() == Rect(x: 3, y: 2, width: 8, height: 4))
        #expect(Rect(x: 0, y: 0, width: 1, height: 1).inset().isEmpty)
    }

    @Test func clampingMovesBeforeItCuts() {
        let bounds = Rect(x: 0, y: 0, width: 10, height: 5)
        #expect(
            Rect(x: 8, y: 4, width: 4, height: 3).clamped(to: bounds) == Rect(x: 6, y: 2, width: 4, height: 3)
        )
        #expect(Rect(x: -3, y: -3, width: 40, height: 30).clamped(to: bounds) == bounds)
        #expect(bounds.centered(Size(columns: 4, rows: 1)) == Rect(x: 3, y: 2, width: 4, height: 1))
        #expect(bounds.centered(Size(columns: 40, rows: 1)).width == 10)
    }

    @Test func intersectionsAndPoints() {
        #expect(
            area.intersection(Rect(x: 0, y: 0, width: 4, height: 3)) == Rect(x: 2, y: 1, width: 2, height: 2))
        #expect(area.intersection(Rect(x: 20, y: 0, width: 4, height: 3)).isEmpty)
        #expect(area.contains(Point(x: 11, y: 6)) && !area.contains(Point(x: 12, y: 6)))
        #expect(Size(columns: -1, rows: 2) == Size(columns: 0, rows: 2))
    }
}
