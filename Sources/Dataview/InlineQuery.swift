package import VaultModel

/// A query inside the text of a note: a code span that starts with the prefix, `= this.due`.
package enum InlineQuery {
    /// The expression of a code span; nil for a span that is no query.
    package static func expression(in code: String, settings: QuerySettings) -> String? {
        let text = ScriptText.trimmed(code[...])
        guard !settings.inlinePrefix.isEmpty, text.hasPrefix(settings.inlinePrefix) else { return nil }
        let expression = ScriptText.trimmed(text.dropFirst(settings.inlinePrefix.count))
        return expression.isEmpty ? nil : String(expression)
    }

    /// Why a code span that is meant as a query can't be read; nil where it can, and for a span that is none.
    package static func fault(in code: String, settings: QuerySettings) -> Diagnostic? {
        guard let expression = expression(in: code, settings: settings) else { return nil }
        var parser = QueryParser(expression)
        do throws(Diagnostic) {
            _ = try parser.onlyExpression()
            return nil
        } catch {
            return error
        }
    }

    /// What a code span of a note shows in the note's place: the value's text, or the fault. Nil where the
    /// span is no query.
    package static func shown(
        _ code: String, this origin: NotePath, source: any QuerySource, clock: Clock, settings: QuerySettings,
        limits: QueryLimits = QueryLimits()
    ) -> Result<String, QueryFailure>? {
        guard let expression = expression(in: code, settings: settings) else { return nil }
        let outcome = QueryEngine.evaluate(
            expression, this: origin, source: source, clock: clock, settings: settings, limits: limits)
        return outcome.map { result in
            if case .value(let value) = result.content { value.text(settings) } else { "" }
        }
    }
}
