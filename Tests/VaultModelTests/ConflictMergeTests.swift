import Testing

@testable import VaultModel

@Suite struct ConflictMergeTests {
    @Test(arguments: [
        ("Ferry.sync-conflict-20261124-101500-ABCDEFG.md", "Ferry.md"),
        ("A/Ferry (Conflicted copy phone 202611241015).md", "A/Ferry.md"),
        ("A/Ferry (Ada's conflicted copy 2026-11-24).md", "A/Ferry.md"),
        ("A (b)/Ferry (2) (Conflicted copy x 1).md", "A (b)/Ferry (2).md"),
        ("conflicted copy.md", nil), ("Ferry.md", nil),
        ("Ferry.sync-conflict-20261124-101500-ABCDEFG.png", nil),
    ])
    func aCopysNameTellsItsNote(name: String, note: String?) {
        #expect(NotePath(name).conflictOriginal == note.map { NotePath($0) })
    }

    private func note(_ text: String) -> Note { Note(path: NotePath("Ferry.md"), bytes: Array(text.utf8)) }

    private func merged(_ mine: String, _ theirs: String, _ choice: ConflictMerge.Choice) throws -> String {
        var merge = ConflictMerge(note(mine), note(theirs))
        merge.chooseEverywhere(choice)
        return String(decoding: try merge.edit().applied(), as: UTF8.self)
    }

    @Test(arguments: [
        ("a\nb\nc\n", "a\nB\nc\n", "a\nB\nc\n", "a\nb\nB\nc\n"),
        ("a\nc\n", "a\nb\nc\n", "a\nb\nc\n", "a\nb\nc\n"), ("a\nb\nc\n", "a\nc\n", "a\nc\n", "a\nb\nc\n"),
        ("a", "a\nb", "a\nb", "a\nb"), ("a\nb", "a", "a", "a\nb"), ("", "a\nb\n", "a\nb\n", "a\nb\n"),
        ("a\n", "", "", "a\n"), ("a\r\nb\r\nc", "a\nX\nc\nY\n", "a\r\nX\r\nc\r\nY", "a\r\nb\r\nX\r\nc\r\nY"),
        ("a\r\nb\r\n", "a\nb\n", "a\r\nb\r\n", "a\r\nb\r\n"), ("x\n", "y\nx\n", "y\nx\n", "y\nx\n"),
    ])
    func oneTextOrBothAreTaken(mine: String, theirs: String, copy: String, both: String) throws {
        #expect(try merged(mine, theirs, .note) == mine)
        #expect(try merged(mine, theirs, .copy) == copy)
        #expect(try merged(mine, theirs, .both) == both)
    }

    @Test func eachPlaceIsChosenByItself() throws {
        var merge = ConflictMerge(note("1\na\n2\nb\n3\n"), note("1\nA\n2\nB\n3\n"))
        #expect(merge.hunks.count == 2)
        #expect(merge.changeCount == 0)
        merge.choose(.copy, at: 1)
        #expect(merge.changeCount == 1)
        let edit = try merge.edit()
        #expect(String(decoding: edit.applied(), as: UTF8.self) == "1\na\n2\nB\n3\n")
        #expect(edit.inverse().applied() == merge.note.bytes)
    }

    @Test func marksOfAMergeAreSettled() throws {
        let text = "top\n<<<<<<< HEAD\nmine\n||||||| base\nold\n=======\ntheirs\n>>>>>>> phone\nend\n"
        for (choice, wanted) in [(.note, "mine\n"), (.copy, "theirs\n"), (.both, "mine\ntheirs\n")]
            as [(ConflictMerge.Choice, String)]
        {
            var merge = try #require(ConflictMerge(marksIn: note(text)))
            #expect(try merge.edit().isEmpty)
            merge.choose(choice, at: 0)
            #expect(String(decoding: try merge.edit().applied(), as: UTF8.self) == "top\n\(wanted)end\n")
        }
        for other in ["<<<<<<< HEAD\nmine\n", "Heading\n=======\n", "<<<<<<<x\n=======\n>>>>>>>\n", ""] {
            #expect(ConflictMerge(marksIn: note(other)) == nil)
        }
    }

    @Test func anyTwoTextsGiveTheTakenOne() throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<2000 {
            func text() -> String {
                let ends = ["\n", "\r\n"]
                let count = Int.random(in: 0..<6, using: &random)
                let lines = (0..<count).map { _ in ["a", "b", "", "c"].randomElement(using: &random) ?? "" }
                let end = Bool.random(using: &random) && count > 0 ? "\n" : ""
                return lines.joined(separator: ends.randomElement(using: &random) ?? "\n") + end
            }
            let (mine, theirs) = (text(), text())
            let lines = note(theirs).contentLines.map { Array($0) }
            let result = note(try merged(mine, theirs, .copy)).contentLines.map { Array($0) }
            let isBlank = lines.allSatisfy(\.isEmpty) && result.allSatisfy(\.isEmpty)
            #expect(result == lines || isBlank, "\(mine.debugDescription) \(theirs.debugDescription)")
            #expect(try merged(mine, theirs, .note) == mine)
        }
    }
}
