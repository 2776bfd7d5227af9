import Screen
import Testing

#if canImport(Glibc)
    import Glibc
#endif

@Suite struct ThemeTests {
    /// Grounds that text of any role may stand on.
    private static let grounds: [Role] = [.text, .cursorLine, .selectedLine, .bar]

    @Test(arguments: [Theme.dark, .light]) func textCanBeReadOnEveryGround(_ theme: Theme) {
        for role in Role.allCases {
            for ground in Self.grounds {
                let paint = theme.paint(Style(role, on: ground))
                let contrast = contrast(
                    Palette.color(paint.foreground ?? theme.nominalForeground),
                    Palette.color(paint.background ?? theme.nominalBackground))
                // WCAG 2.2: 4.5 to 1 for text, 3 to 1 for what is not read letter by letter.
                let least = role == .dim || role == .border ? 3.0 : 4.5
                #expect(contrast >= least, "\(theme.name): \(role) on \(ground) has \(contrast)")
            }
        }
    }

    @Test(arguments: [Theme.dark, .light]) func textCanBeReadOnUsualBackgrounds(_ theme: Theme) {
        let backgrounds: [UInt8] = theme.name == "dark" ? [0, 16, 234, 235, 236] : [15, 231, 230, 255]
        for role in Role.allCases {
            let paint = theme.paint(Style(role))
            for background in backgrounds where paint.background == nil {
                let contrast = contrast(
                    Palette.color(paint.foreground ?? theme.nominalForeground), Palette.color(background))
                #expect(contrast >= (role == .dim || role == .border ? 3.0 : 4.5), "\(role) on \(background)")
            }
        }
    }

    @Test(arguments: Theme.all) func theCursorLineDiffersFromOtherLines(_ theme: Theme) {
        for depth in [Theme.Depth.none, .eight, .palette] {
            let paints = [Role.text, .cursorLine, .selectedLine].map {
                theme.paint(Style(.text, on: $0), depth: depth)
            }
            #expect(Set(paints).count == 3)
        }
    }

    @Test(arguments: Theme.all) func noColourMeansNone(_ theme: Theme) {
        for role in Role.allCases {
            let paint = theme.paint(Style(role, on: .cursorLine, .italic), depth: .none)
            #expect(paint.foreground == nil && paint.background == nil)
            #expect(paint.attributes.isSuperset(of: [.italic, .reverse]))
            #expect(
                (Theme.plain.paint(Style(role)).foreground ?? Theme.plain.paint(Style(role)).background)
                    == nil)
        }
    }

    @Test func eightColoursKeepTheHue() {
        #expect(Palette.basic(210) == 1)
        #expect(Palette.basic(114) == 2)
        #expect(Palette.basic(221) == 3)
        #expect(Palette.basic(18) == 4)
        #expect(Palette.basic(80) == 6)
        #expect(Palette.basic(252) == nil)
        #expect(Theme.dark.paint(Style(.match), depth: .eight).attributes.contains(.underline))
    }

    @Test func themesAreFoundByName() {
        #expect(Theme.named("light")?.name == "light")
        #expect(Theme.named("pink") == nil)
    }

    private func contrast(_ one: Palette.Color, _ other: Palette.Color) -> Double {
        let values = [luminance(one), luminance(other)].sorted()
        return (values[1] + 0.05) / (values[0] + 0.05)
    }

    private func luminance(_ color: Palette.Color) -> Double {
        let parts = [color.red, color.green, color.blue].map { part in
            let value = Double(part) / 255
            return value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
}
