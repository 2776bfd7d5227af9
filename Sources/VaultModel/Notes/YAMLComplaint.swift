import Yams

/// What the YAML library has against a block, in a person's words.
struct YAMLComplaint {
    /// The line in the block, from 0.
    private let line: Int
    private let message: String

    /// Translates an error about `text`.
    init(_ error: YamlError, in text: String) {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            line = Self.place(context, mark).line - 1
            let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
            let row = rows.indices.contains(mark.line - 1) ? rows[mark.line - 1] : ""
            message = Self.words(problem, context, row.unicodeScalars.dropFirst(mark.column - 1).first)
        case .duplicatedKeysInMapping(let keys, let context):
            line = context.mark.line - 1
            message = "the property “\(keys.first ?? "")” is there twice"
        case .reader(_, let offset, _, _):
            line = text.prefix(offset ?? 0).count { $0.isNewline }
            message = "there is a control character"
        default:
            line = 0
            message = "the YAML can't be read"
        }
    }

    /// The problem in a block whose first line is `firstLine`.
    func problem(from firstLine: Int) -> Frontmatter.Problem {
        .init(line: firstLine + max(0, line), message: message)
    }

    /// Where the mistake is: for something that was never closed, where it starts.
    private static func place(_ context: YamlError.Context?, _ mark: Mark) -> Mark {
        guard let context, !context.text.contains("block"), !context.text.contains("plain") else {
            return mark
        }
        return context.mark
    }

    private static func words(
        _ problem: String, _ context: YamlError.Context?, _ character: Unicode.Scalar?
    ) -> String {
        switch problem {
        case "mapping values are not allowed in this context":
            return "a value contains `: `; put it in quotes"
        case "found character that cannot start any token":
            if character == "\t" { return "the line is indented with a tab; use spaces" }
            return "a value starts with `\(character.map(String.init) ?? "?")`; put it in quotes"
        case "did not find expected alphabetic or numeric character":
            return "a value starts with `*` or `&`; put it in quotes"
        case "found a tab character that violates indentation",
            "found a tab character that violate indentation":
            return "the line is indented with a tab; use spaces"
        case "did not find expected node content":
            return "a list in brackets is not closed, or holds a comma or a sign too many"
        case "found unexpected end of stream": return "a quote is not closed"
        case "did not find expected ',' or ']'": return "a list in brackets is not closed"
        case "did not find expected ',' or '}'": return "a map in braces is not closed"
        case "could not find expected ':'": return "a line is no `key: value`"
        case "did not find expected key": return "a line is indented differently, or is no `key: value`"
        case "found undefined alias": return "a value starts with `*`; put it in quotes"
        default:
            let words = [context?.text, problem].compactMap { $0 }.filter { !$0.isEmpty }
            return "not valid YAML: " + words.joined(separator: ", ")
        }
    }
}
