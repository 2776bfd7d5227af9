import Testing

@testable import VaultModel

@Suite("Collaborators are added, and their cells filled")
struct ProjectEditTableTests {
    private func added(_ text: String, _ name: String = "Bo", role: String = "", company: String = "")
        -> String
    {
        edited(text) { (note) throws(EditRefusal) in
            try ProjectEdit.addCollaborator(name, role: role, company: company, in: note)
        }
    }

    private let head = "## Team\n| Person | Role | Company |\n|---|---|---|\n"

    @Test func rows() {
        #expect(
            added(head + "| [[Ann]] | PM | Acme |\n\n## X\n") == head
                + "| [[Ann]] | PM | Acme |\n| [[Bo]] |  |  |\n\n## X\n")
        #expect(added(head) == head + "| [[Bo]] |  |  |\n")
        #expect(
            added(head, role: "PM|x", company: "two\nlines") == head + "| [[Bo]] | PM\\|x | two lines |\n")
        #expect(added(head, "[[p/Bo|Bo]]") == head + "| [[p/Bo\\|Bo]] |  |  |\n")
        #expect(added(head + "| [[Ann]] | x") == head + "| [[Ann]] | x\n| [[Bo]] |  |  |")
        #expect(
            added("Team\n===\nWho | Firm\n--|--\n[[Ann]] | Acme\n", company: "Q")
                == "Team\n===\nWho | Firm\n--|--\n[[Ann]] | Acme\n[[Bo]] | Q\n")
        let wide = "## Team\n| A | Name | B | Org |\n|-|-|-|-|\n"
        #expect(added(wide, company: "Q") == wide + "|  | [[Bo]] |  | Q |\n")
        #expect(
            added((head + "| [[Ann]] | | |").replacing("\n", with: "\r\n"))
                == (head + "| [[Ann]] | | |\n| [[Bo]] |  |  |").replacing("\n", with: "\r\n"))
    }

    @Test func alreadyThere() {
        for row in ["| [[Bo]] | PM | |", "| [[bo\\|Robert]] | | |", "| Bo | | |"] {
            #expect(added(head + row + "\n") == head + row + "\n")
        }
        #expect(added(head + "| [[x/Bo]] | | |\n") == head + "| [[x/Bo]] | | |\n| [[Bo]] |  |  |\n")
    }

    @Test func tableAndSectionAreMade() {
        let table = "| Person | Role | Company |\n|---|---|---|\n| [[Bo]] |  |  |"
        #expect(added("## Team\n\n## X\n") == "## Team\n\(table)\n\n## X\n")
        #expect(added("## Team\n_Who?_\n") == "## Team\n\(table)\n")
        #expect(added("## Team\nUs:\n") == "## Team\nUs:\n\n\(table)\n")
        #expect(
            added("# T\n\n## Key Facts\n- f\n") == "# T\n\n## Collaborators\n\(table)\n\n## Key Facts\n- f\n")
        #expect(
            added("| a |\n|-|\n| 1 |\n\n## Log\n| a |\n|-|\n")
                == "| a |\n|-|\n| 1 |\n\n## Collaborators\n\(table)\n\n## Log\n| a |\n|-|\n")
        #expect(added("") == "## Collaborators\n\(table)")
    }

    private func filled(
        _ row: String, _ column: CollaboratorColumn, _ value: String = "PM", replacing: Bool = false
    ) -> String {
        let text = head + row + "\n"
        let result = edited(text) { (note) throws(EditRefusal) in
            try ProjectEdit.fillCell(line: 3, column, with: value, in: note, replacing: replacing)
        }
        if result == "refused" { return result }
        #expect(result.hasPrefix(head) && result.hasSuffix("\n"))
        return String(result.dropFirst(head.count).dropLast())
    }

    @Test(
        arguments: [
            ("| [[Bo]] |  |  |", .role, "| [[Bo]] | PM |  |"), ("| [[Bo]] ||", .role, "| [[Bo]] | PM |"),
            ("| [[Bo]] |", .role, "| [[Bo]] | PM |"),
            ("| [[Bo]] |", .company, "| [[Bo]] |  | PM |"), ("| [[Bo]] | x", .company, "| [[Bo]] | x | PM"),
            ("[[Bo]] |", .company, "[[Bo]] |  | PM |"),
            ("| [[Bo]] |         | x     |", .role, "| [[Bo]] | PM | x     |"),
            ("|[[Bo]]|||", .company, "|[[Bo]]|| PM |"),
            ("| [[p\\|Bo]] | | |", .role, "| [[p\\|Bo]] | PM | |"), ("| [[Bo]] | x | |", .role, "refused"),
            ("| [[A|B]] | | |", .role, "refused"),
        ] as [(String, CollaboratorColumn, String)])
    func cells(_ before: String, _ column: CollaboratorColumn, _ after: String) {
        #expect(filled(before, column) == after)
    }

    @Test func cellValues() {
        #expect(filled("| [[Bo]] | | |", .role, "a | b\nc") == "| [[Bo]] | a \\| b c | |")
        #expect(filled("| [[Bo]] | old | |", .role, "new", replacing: true) == "| [[Bo]] | new | |")
        let other = edited("## Team\n| Who |\n|-|\n| Bo |\n") { (note) throws(EditRefusal) in
            try ProjectEdit.fillCell(line: 3, .role, with: "x", in: note)
        }
        #expect(other == "refused")
    }
}
