package import Dataview
package import VaultModel

/// The formats of days and times in an app's forms, as Moment reads them.
package struct TemplateFormats: Hashable, Sendable {
    /// For `{{date}}`.
    package var date: String
    /// For `{{time}}`.
    package var time: String

    /// Formats; those that are missing are the app's own.
    package init(date: String? = nil, time: String? = nil) {
        self.date = date ?? "YYYY-MM-DD"
        self.time = time ?? "HH:mm"
    }
}

/// A note that is to be made.
package struct NewNote: Hashable, Sendable {
    /// Where.
    package let path: NotePath
    /// What it holds, before placeholders are filled in.
    let form: String
    /// What is filled in; nil for a text without placeholders.
    let filling: Filling?

    /// What placeholders stand for, but for the time at which the note is made.
    struct Filling: Hashable, Sendable {
        let title: String
        let formats: TemplateFormats
    }

    /// The note's text: `{{title}}`, `{{date}}` and `{{time}}`, also with a format as in `{{date:D MMMM}}`, filled in
    /// as the app's plugin for templates does it; any other braces are kept (dialect §7).
    ///
    /// In one pass, so that a title with braces in it is not filled in again.
    package func text(at now: Clock) -> String {
        guard let filling else { return form }
        var text = ""
        var rest = Substring(form)
        while let start = rest.firstRange(of: "{{") {
            guard let end = rest[start.upperBound...].firstRange(of: "}}") else { break }
            text += rest[..<start.lowerBound]
            if let filled = filling.text(for: rest[start.upperBound..<end.lowerBound], now) {
                text += filled
                rest = rest[end.upperBound...]
            } else {
                // What follows the first brace may be a placeholder.
                text.append("{")
                rest = rest[start.lowerBound...].dropFirst()
            }
        }
        return text + rest
    }
}

extension NewNote.Filling {
    /// What stands for a placeholder; nil for one that means nothing.
    func text(for placeholder: Substring, _ now: Clock) -> String? {
        let parts = placeholder.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let format = parts.count > 1 && !parts[1].isEmpty ? String(parts[1]) : nil
        switch parts[0].lowercased() {
        case "title" where parts.count == 1: return title
        case "date": return now.now.formatted(moment: format ?? formats.date)
        case "time": return now.now.formatted(moment: format ?? formats.time)
        default: return nil
        }
    }
}
