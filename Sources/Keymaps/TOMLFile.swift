import TOMLKit

/// A file of settings as written: sections of keys with their values, and what is wrong with it.
package struct TOMLFile {
    /// One assignment.
    package struct Entry {
        /// The section; empty before the first one.
        package let section: String
        /// The left side, unquoted.
        package let key: String
        /// The right side; nil if it is no text.
        package let value: String?
        /// The texts of a list; nil if the right side is no list of texts.
        package let list: [String]?
        /// The line, counted from 1.
        package let line: Int
    }

    /// The file, as the person knows it.
    package let name: String
    /// How its assignments are written, for messages.
    private let form: Form
    /// In the order of the file.
    package private(set) var entries: [Entry] = []
    /// What the parser refused.
    package private(set) var problems: [FileProblem] = []

    /// Mistakes after which the rest is not looked at any more.
    private static let patience = 20
    private static let tooMany = "too many mistakes: nothing in this file counts until they are corrected"

    /// How the assignments of a kind of file are written.
    package struct Form {
        /// The least of one: what stands before and behind the equals sign.
        let pair: String
        /// What must be minded, with an example.
        let rule: String

        /// A form with its least assignment, and what must be minded, with an example.
        package init(pair: String, rule: String) {
            self.pair = pair
            self.rule = rule
        }

        /// The form of keymaps.
        static let keymap = Form(
            pair: "\"key\" = \"command\"",
            rule: "keys and commands are written in quotation marks, like `\"g g\" = \"cursor.first\"`")
    }

    /// Reads `text`. A line that is not TOML is reported, with the form that is asked for, and left out; the
    /// rest is read.
    package init(name: String, text: String, form: Form) {
        self.name = name
        self.form = form
        // A CR LF is one character to Swift: without the CR, lines are found alike in all files.
        let plain = String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\r" && $0 != "\0" }))
        var lines = plain.split(separator: "\n", omittingEmptySubsequences: false)
        for statement in TOMLGate(lines).refused.prefix(TOMLFile.patience + 1) {
            guard problems.count < TOMLFile.patience else {
                report(statement.first + 1, Self.tooMany)
                return
            }
            report(statement.first + 1, explanation(of: lines[statement.first]))
            for index in statement.all { lines[index] = "" }
        }
        while true {
            do {
                let table = try TOMLTable(string: lines.joined(separator: "\n") + "\n")
                collect(table, TOMLLines(lines))
                return
            } catch let error as TOMLParseError {
                guard leaveOut(error, &lines) else { return }
            } catch {
                report(1, "cannot be read")
                return
            }
        }
    }

    /// Reports a line and blanks it; false if there is no use in going on.
    private mutating func leaveOut(_ error: TOMLParseError, _ lines: inout [Substring]) -> Bool {
        var index = max(0, min(error.source.begin.line, lines.count) - 1)
        // What ends too early is noticed behind the line at fault.
        while index > 0, lines[index].allSatisfy({ $0 == " " || $0 == "\t" }) { index -= 1 }
        guard !lines[index].isEmpty, problems.count < TOMLFile.patience else {
            report(index + 1, Self.tooMany)
            return false
        }
        if let repetition = TOMLLines(lines).repetition(on: index + 1) {
            let place = repetition.entry.section.isEmpty ? "" : " in [\(repetition.entry.section)]"
            report(
                index + 1,
                "`\(repetition.entry.key)` stands twice\(place), first in line \(repetition.first);"
                    + " the first one counts")
        } else {
            report(index + 1, explanation(of: lines[index]))
        }
        lines[index] = ""
        return true
    }

    private func explanation(of line: Substring) -> String {
        if !line.contains("=") && !line.contains("[") {
            return "not understood: write `\(form.pair)` or `[section]`"
        }
        let quotes = line.count { $0 == "\"" }
        if quotes % 2 == 1 { return "not understood: a quotation mark is missing" }
        return "not understood: \(form.rule)"
    }

    private mutating func report(_ line: Int, _ message: String) {
        problems.append(FileProblem(file: name, line: line, message: message))
    }

    private mutating func collect(_ table: TOMLTable, _ lines: TOMLLines) {
        withExtendedLifetime(table) {
            for key in table.keys {
                guard let section = table[key]?.table else {
                    append("", key, table[key], lines)
                    continue
                }
                for inner in section.keys { append(key, inner, section[inner], lines) }
            }
        }
        entries.sort { $0.line < $1.line }
    }

    private mutating func append(
        _ section: String, _ key: String, _ value: (any TOMLValueConvertible)?, _ lines: TOMLLines
    ) {
        let texts = value?.array.map { Array($0).map(\.string) }
        let list = texts.flatMap { $0.contains(nil) ? nil : $0.compactMap { $0 } }
        entries.append(
            Entry(
                section: section, key: key, value: value?.string, list: list,
                line: lines.line(of: key, in: section)))
    }
}
