import TestSupport
import Testing

@Suite struct ScriptTests {
    private func run(_ script: String, _ vault: TemporaryVault, size: String = "120x40") throws -> Program.Run
    {
        let folder = try TemporaryVault(["keys": script])
        return try Program.run([
            "--script", folder.file("keys"), "--size", size, "--today", "2026-11-24", vault.path,
        ])
    }

    @Test func theRealLoopTogglesOnDisk() throws {
        let vault = try TemporaryVault.demo()
        let name = "Projects/Berth 4 night docking.md"
        let before = try vault.text(name)
        let run = try run("g s\n:frame\n<Space>\n:frame\n", vault)
        #expect(run.status == 0, "\(run.errors)")
        let after = try vault.text(name)
        #expect(before != after)
        #expect(run.output.contains("Next steps"))
        let undone = try self.run("g s\n<Space>\nu\n", vault)
        #expect(undone.status == 0)
    }

    @Test func undoRestoresTheFile() throws {
        let vault = try TemporaryVault.demo()
        let name = "Projects/Berth 4 night docking.md"
        let before = try vault.bytes(name)
        #expect(try run("g s\n<Space>\nj <Space>\nu\nu\n", vault).status == 0)
        #expect(try vault.bytes(name) == before)
    }

    @Test func aWrongLineIsNamed() throws {
        let vault = try TemporaryVault(["A.md": ""])
        let run = try run("j\n:fram\n", vault)
        #expect(run.status == 2)
        #expect(run.errors.contains(":2:"))
    }

    @Test(arguments: ["200x60", "120x40", "80x24", "60x20", "20x6", "10x3"])
    func everySizeDraws(_ size: String) throws {
        let vault = try TemporaryVault.demo()
        let run = try run(":frame\n<Tab> <Tab> <Enter>\n:frame\n?\n:frame\n", vault, size: size)
        #expect(run.status == 0)
        let rows = Int(size.split(separator: "x")[1]) ?? 0
        #expect(run.output.split(separator: "\n", omittingEmptySubsequences: false).count >= 3 * rows)
    }

    @Test func queriesThatWereTypedComeBackInTheNextSession() throws {
        let (vault, state) = (try TemporaryVault(["Quay.md": "- [ ] Paint\n"]), try TemporaryVault([:]))
        func run(_ script: String) throws -> Program.Run {
            let folder = try TemporaryVault(["keys": script])
            return try Program.run(
                ["--script", folder.file("keys"), "--size", "80x24", vault.path],
                environment: ["XDG_STATE_HOME": state.path])
        }
        let first = try run("Q\n:type TASK WHERE !completed\n<Enter>\n:frame\n")
        #expect(first.output.contains("[ ] Paint"), "\(first.errors)")
        #expect(try run("Q\n<Up>\n<Enter>\n:frame\n").output.contains("[ ] Paint"))
    }
}
