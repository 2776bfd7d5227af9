import Keymaps
import Testing

@testable import Cockpit

/// Laws over the tables of commands, panes and screens.
@Suite struct CommandTests {
    @Test func idsAreUnique() {
        #expect(Set(Command.all.map(\.id)).count == Command.all.count)
        #expect(Set(Pane.all.map(\.id)).count == Pane.all.count)
        #expect(Set(ScreenKind.all.map(\.id)).count == ScreenKind.all.count)
    }

    @Test(arguments: Command.all.map(\.id))
    func helpIsASentenceWithoutItsFullStop(_ id: String) throws {
        let command = try #require(Command.named(id))
        #expect(command.help.first?.isUppercase == true)
        #expect(command.help.last != ".")
        #expect(id.split(separator: ".").count == 2)
    }

    @Test("every command has a key in every preset", arguments: Keymap.presetNames)
    func everyCommandHasAKey(_ name: String) throws {
        let keymap = try #require(Keymap.preset(name))
        let scopes = Array(keymap.scopes.keys)
        let idle = Command.all.map(\.id).filter { id in
            scopes.allSatisfy { keymap.keys(for: id, in: [$0]).isEmpty }
        }
        #expect(idle == [])
    }

    @Test("every key of a preset runs a command that exists", arguments: Keymap.presetNames)
    func everyKeyRunsACommand(_ name: String) throws {
        let keymap = try #require(Keymap.preset(name))
        let bound = Set(keymap.scopes.values.flatMap { $0.map(\.command) })
        #expect(bound.subtracting(Command.ids).subtracting([""]).sorted() == [])
    }

    @Test("every pane is on a screen or is the reader")
    func everyPaneIsShown() {
        let shown = Set(ScreenKind.all.flatMap(\.panes)).union([.reader])
        #expect(Pane.all.map(\.id).filter { !shown.contains($0) } == [])
    }
}
