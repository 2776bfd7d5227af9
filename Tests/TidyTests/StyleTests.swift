import Testing

/// The limits that keep files and lines readable; raising one is a visible change here.
private enum Limit {
    static let fileLines = 400
    static let columns = 120
}

@Suite struct StyleTests {
    private static let sources = SourceTree.swift(below: "Sources")

    @Test("files stay short enough to be read in one go", arguments: sources)
    func fileLength(_ file: SourceTree.File) { #expect(file.lines.count <= Limit.fileLines, "\(file.path)") }

    @Test("lines fit on a screen", arguments: sources)
    func lineLength(_ file: SourceTree.File) {
        for (index, line) in file.lines.enumerated() where line.count > Limit.columns {
            Issue.record("\(file.path):\(index + 1) has \(line.count) columns")
        }
    }

    @Test("nothing ends the program by surprise", arguments: sources)
    func noTraps(_ file: SourceTree.File) {
        let forbidden = ["try" + "!", "as" + "!", "fatal" + "Error(", "// TO" + "DO", "FIX" + "ME"]
        for (index, line) in file.lines.enumerated() {
            for word in forbidden where line.contains(word) {
                Issue.record("\(file.path):\(index + 1) holds \(word)")
            }
        }
    }

    /// Files that only implement a protocol, on which everything is documented.
    private static let documentedElsewhere: Set = ["Sources/VaultStore/System/Kernel.swift"]

    @Test(
        "what other modules see is documented",
        arguments: sources.filter { !documentedElsewhere.contains($0.path) })
    func documented(_ file: SourceTree.File) {
        var previous = ""
        for (index, line) in file.lines.enumerated() {
            let code = line.drop { $0 == " " }
            if code.hasPrefix("package "), !code.hasPrefix("package import"),
                !code.hasPrefix("package extension")
            {
                let isDocumented =
                    previous.hasPrefix("///") || previous.hasPrefix("@") || previous.hasPrefix("case ")
                #expect(isDocumented, "\(file.path):\(index + 1) has no doc comment")
            }
            if !code.isEmpty { previous = String(code) }
        }
    }

    @Test("unchecked claims of safety carry their proof", arguments: sources)
    func uncheckedSendable(_ file: SourceTree.File) {
        let word = "@unchecked " + "Sendable"
        for (index, line) in file.lines.enumerated() where line.contains(word) {
            let above = file.lines[max(0, index - 4)..<index].joined(separator: "\n")
            #expect(above.contains("//"), "\(file.path):\(index + 1) claims to be Sendable without a reason")
        }
    }
}
