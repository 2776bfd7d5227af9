import TOMLKit

/// A keymap file as written: sections of keys and what they are bound to, and what is wrong with it.
struct KeymapFile {
    /// One assignment.
    struct Entry {
        /// The section; empty before the first one.
        let section: String
        /// The left side, unquoted.
        let key: String
        /// The right side; nil if it is no text.
        let value: String?
        /// The line, counted from 1.
        let line: Int
    }

    /// The file, as the person knows it.
    let name: String
    /// In the order of the file.
    private(set) var entries: [Entry] = []
    /// What the parser refused.
    private(set) var problems: [KeymapProblem] = []

    /// Mistakes after which the rest is not looked at any more.
    private static let patience = 20

    /// Reads `text`. A line that is not TOML is reported and left out, and the rest is read.
    init(name: String, text: String) {
        self.name = name
        // A CR LF is one character to Swift: without the CR, lines are found alike in all files.
        let plain = String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\r" && $0 != "\0" }))
        var lines = plain.split(separator: "\n", omittingEmptySubsequences: false)
        while true {
            do {
                let table = try TOMLTable(string: lines.joined(separator: "\n") + "\n")
                collect(table, KeymapLines(lines))
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
        guard !lines[index].isEmpty, problems.count < KeymapFile.patience else {
            report(index + 1, "too many mistakes: nothing in this file counts until they are corrected")
            return false
        }
        if let repetition = KeymapLines(lines).repetition(on: index + 1) {
            let place = repetition.entry.section.isEmpty ? "" : " in [\(repetition.entry.section)]"
            report(
                index + 1,
                "`\(repetition.entry.key)` stands twice\(place), first in line \(repetition.first);"
                    + " the first one counts")
        } else {
            report(index + 1, KeymapFile.explanation(of: lines[index], error))
        }
        lines[index] = ""
        return true
    }

    private static func explanation(of line: Substring, _ error: TOMLParseError) -> String {
        if !line.contains("=") && !line.contains("[") {
            return "not understood: write `\"key\" = \"command\"` or `[section]`"
        }
        let quotes = line.count { $0 == "\"" }
        if quotes % 2 == 1 { return "not understood: a quotation mark is missing" }
        return "not understood: keys and commands are written in quotation marks,"
            + " like `\"g g\" = \"cursor.first\"`"
    }

    private mutating func report(_ line: Int, _ message: String) {
        problems.append(KeymapProblem(file: name, line: line, message: message))
    }

    private mutating func collect(_ table: TOMLTable, _ lines: KeymapLines) {
        withExtendedLifetime(table) {
            for key in table.keys {
                guard let section = table[key]?.table else {
                    append("", key, table[key]?.string, lines)
                    continue
                }
                for inner in section.keys { append(key, inner, section[inner]?.string, lines) }
            }
        }
        entries.sort { $0.line < $1.line }
    }

    private mutating func append(_ section: String, _ key: String, _ value: String?, _ lines: KeymapLines) {
        entries.append(
            Entry(section: section, key: key, value: value, line: lines.line(of: key, in: section)))
    }
}
