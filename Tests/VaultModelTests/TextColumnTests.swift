import Testing
import VaultModel

@Suite struct TextColumnTests {
    private static let texts = [
        "Harbour map", "", "Größe", "ferry\nroute", "HARBOUR", "map", "a", "Gro\u{308}ße", "harbour master",
        String(repeating: "long ", count: 40) + "harbour",
    ]

    @Test(
        "a column finds what each text by itself fits",
        arguments: [
            "", "h", "harbour", "Map", "a", "größe", "y\nr", "r\n", "\n", "mapa", "ong l", "zebra", "map\nh",
        ])
    func agreement(pattern: String) {
        let filter = TextFilter(pattern)
        let expected = Self.texts.indices.filter { filter.fits(Self.texts[$0]) }
        let column = TextColumn()
        for _ in 0..<2 {
            #expect(column.places(fitting: filter, among: Self.texts.count) { Self.texts[$0] } == expected)
        }
        #expect(TextColumn().places(fitting: filter, among: 0) { Self.texts[$0] } == [])
    }

    @Test func theTextsAreTakenInOnce() {
        var asked = 0
        func text(_ place: Int) -> String {
            asked += 1
            return "text \(place)"
        }
        let column = TextColumn()
        #expect(column.places(fitting: TextFilter("9"), among: 100, text: text).count == 19)
        #expect(asked == 100)
        #expect(column.places(fitting: TextFilter("99"), among: 100, text: text) == [99])
        #expect(asked == 100)
    }
}
