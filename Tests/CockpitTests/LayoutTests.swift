import Screen
import Testing
import VaultModel

@testable import Cockpit

/// The sizes that must work, and the odd ones between.
private let sizes = [
    Size(columns: 200, rows: 60), Size(columns: 120, rows: 40), Size(columns: 100, rows: 24),
    Size(columns: 80, rows: 24), Size(columns: 60, rows: 20), Size(columns: 40, rows: 12),
    Size(columns: 20, rows: 6),
]

@Suite struct LayoutTests {
    @Test("panes lie inside the body and beside each other", arguments: sizes)
    func panesDoNotOverlap(_ size: Size) throws {
        for kind in ScreenKind.all {
            for focus in kind.panes {
                var page = kind.firstPage
                page.focus = focus
                if kind.tabs.contains(focus) { page.tab = focus }
                let layout = ScreenLayout(page: page, size: size)
                #expect(layout.slots.contains { $0.pane == focus }, "\(focus.rawValue) is out of sight")
                for (index, slot) in layout.slots.enumerated() {
                    #expect(layout.body.intersection(slot.rect) == slot.rect)
                    #expect(!slot.inner.isEmpty, "\(slot.pane.rawValue) has no room at \(size)")
                    for other in layout.slots[(index + 1)...] {
                        #expect(slot.rect.intersection(other.rect).isEmpty)
                    }
                }
            }
        }
    }

    @Test("every pane draws every note of the demo vault inside its borders", arguments: sizes)
    func everyNoteFits(_ size: Size) throws {
        var cockpit = try CockpitDriver(files: DemoVault.files, size: size)
        try #require(cockpit.state.projects.entries.count >= 8)
        for _ in cockpit.state.projects.entries {
            for pane in ScreenKind.projects.panes {
                try cockpit.run("pane.\(pane.rawValue)")
                try expectWholeBorders(cockpit)
            }
            try cockpit.run("pane.projects")
            try cockpit.press("j")
        }
        for path in DemoVault.files.keys.sorted() {
            cockpit.open(path)
            try expectWholeBorders(cockpit)
            try cockpit.press("G")
            try expectWholeBorders(cockpit)
            try cockpit.run("go.back")
        }
    }

    @Test(arguments: [
        Size(columns: 19, rows: 6), Size(columns: 20, rows: 5), Size(columns: 1, rows: 1),
        Size(columns: 0, rows: 0),
    ])
    func aSmallerScreenSaysSo(_ size: Size) throws {
        var cockpit = try CockpitDriver(["A.md": ferry], columns: size.columns, rows: size.rows)
        try cockpit.press("j <Tab> ?")
        #expect(cockpit.frame.size == size)
        if size.columns >= 19 { #expect(cockpit.screen.contains("too small")) }
    }

    /// What a pane draws stays inside: its corners are where they were drawn first.
    private func expectWholeBorders(_ cockpit: CockpitDriver) throws {
        let frame = cockpit.frame
        for slot in ScreenLayout(cockpit.state).slots where slot.frame == .box {
            let (right, bottom) = (slot.rect.right - 1, slot.rect.bottom - 1)
            let corners = [
                (slot.rect.x, slot.rect.y), (right, slot.rect.y), (slot.rect.x, bottom), (right, bottom),
            ]
            #expect(corners.map { frame[$0.0, $0.1].text } == ["╭", "╮", "╰", "╯"])
            for y in slot.inner.y..<slot.inner.bottom {
                #expect(frame[slot.rect.x, y].text == "│")
                #expect(["│", "┃"].contains(frame[right, y].text))
            }
        }
    }
}
