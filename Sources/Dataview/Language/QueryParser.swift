import VaultModel

/// Reads whole queries.
struct QueryParser {
    private let text: String
    private var parser: ExpressionParser

    /// Starts reading; words for dates and dates without a zone are taken by `clock`.
    init(_ text: String, clock: Clock = .standard) {
        self.text = text
        parser = ExpressionParser(
            reader: Reader(text, keepsOffsets: true), literals: LiteralParser(clock: clock))
    }

    /// Reads the query: a header, then perhaps FROM, then clauses, comments and blanks between them.
    mutating func query() throws(Diagnostic) -> Query {
        skipGap()
        guard let header = header() else { throw diagnostic() }
        skipGap()
        var source: Source?
        if let (found, _) = fromClause() {
            source = found
            skipGap()
        }
        var clauses: [Query.Clause] = []
        while let clause = clause() {
            clauses.append(clause)
            skipGap()
        }
        guard parser.reader.isAtEnd, !parser.reader.isTooDeep else { throw diagnostic() }
        return Query(text: text, header: header, source: source, clauses: clauses)
    }

    /// Reads a text that is one expression and nothing else.
    mutating func onlyExpression() throws(Diagnostic) -> Expression {
        guard let expression = parser.expression(), parser.reader.isAtEnd, !parser.reader.isTooDeep else {
            throw diagnostic()
        }
        return expression
    }

    private func diagnostic() -> Diagnostic { Diagnostic(text: text, reader: parser.reader) }

    /// Skips blanks and `//` comments.
    private mutating func skipGap() {
        while true {
            if parser.reader.skipSpace() { continue }
            guard parser.reader.take("//") else { return }
            while let scalar = parser.reader.next, scalar != "\n" { parser.reader.place += 1 }
        }
    }

    private mutating func fail<T>(_ what: String) -> T? { parser.reader.fail(what) }

    private mutating func header() -> Query.Header? {
        if word("TABLE") {
            guard !parser.reader.isAtEnd else { return .table([], showsID: true) }
            guard parser.reader.skipSpace() else { return fail("a blank behind TABLE") }
            let showsID = !withoutID()
            return .table(columns(), showsID: showsID)
        }
        if word("LIST") {
            guard !parser.reader.isAtEnd else { return .list(nil, showsID: true) }
            guard parser.reader.skipSpace() else { return fail("a blank behind LIST") }
            let showsID = !withoutID()
            return .list(parser.expression(), showsID: showsID)
        }
        if word("TASK") { return .task }
        if word("CALENDAR") {
            guard parser.reader.skipSpace(), let column = column() else { return fail("a date to show") }
            return .calendar(column)
        }
        return fail("TABLE, LIST, TASK or CALENDAR")
    }

    private mutating func word(_ word: StaticString) -> Bool { parser.reader.takeWord(word) }

    private mutating func withoutID() -> Bool {
        let start = parser.reader.place
        if word("WITHOUT"), parser.reader.skipSpace(), word("ID") {
            parser.reader.skipSpace()
            return true
        }
        parser.reader.place = start
        return false
    }

    private mutating func columns() -> [Query.Column] {
        separated { $0.column() }
    }

    /// Reads items with commas between them; there may be none.
    private mutating func separated<T>(_ item: (inout QueryParser) -> T?) -> [T] {
        var items: [T] = []
        while true {
            let before = parser.reader.place
            if !items.isEmpty {
                parser.reader.skipSpace()
                guard parser.reader.take(",") else {
                    parser.reader.place = before
                    break
                }
                parser.reader.skipSpace()
            }
            guard let next = item(&self) else {
                parser.reader.place = before
                break
            }
            items.append(next)
        }
        return items
    }

    /// An expression, and behind AS its name; without one its text without line ends is the name.
    private mutating func column() -> Query.Column? {
        let start = parser.reader.place
        guard let expression = parser.expression() else { return nil }
        let end = parser.reader.place
        if parser.reader.skipSpace(), word("AS"), parser.reader.skipSpace(),
            let name = parser.literals.name(&parser.reader) ?? parser.literals.quoted(&parser.reader)
        {
            return Query.Column(name: name, expression: expression)
        }
        parser.reader.place = end
        let lines = parser.reader.text(start..<end).unicodeScalars
            .split(omittingEmptySubsequences: true) { $0 == "\n" || $0 == "\r" }
        let name = lines.map { String(ScriptText.trimmed(Substring($0))) }.joined()
        return Query.Column(name: name, expression: expression)
    }

    private mutating func clause() -> Query.Clause? {
        if let (source, range) = fromClause() { return .misplacedSource(source, range) }
        let start = parser.reader.place
        let kinds: [(inout QueryParser) -> Query.Clause?] = [
            { $0.filter() }, { $0.sort() }, { $0.limit() }, { $0.group() }, { $0.flatten() },
        ]
        for read in kinds {
            if let clause = read(&self) { return clause }
            parser.reader.place = start
        }
        return fail("WHERE, SORT, LIMIT, GROUP BY or FLATTEN")
    }

    /// Takes a clause's word, any case, and the blank behind it.
    private mutating func opens(_ word: StaticString) -> Bool {
        let start = parser.reader.place
        guard self.word(word) else { return false }
        if parser.reader.skipSpace() { return true }
        let _: Void? = fail("a blank behind \(word)")
        parser.reader.place = start
        return false
    }

    private mutating func filter() -> Query.Clause? {
        guard opens("WHERE") else { return nil }
        return parser.expression().map { .filter($0) }
    }

    private mutating func limit() -> Query.Clause? {
        guard opens("LIMIT") else { return nil }
        return parser.expression().map { .limit($0) }
    }

    private mutating func group() -> Query.Clause? {
        guard opens("GROUP BY") else { return nil }
        return column().map { .group($0) }
    }

    private mutating func flatten() -> Query.Clause? {
        guard opens("FLATTEN") else { return nil }
        return column().map { .flatten($0) }
    }

    private mutating func sort() -> Query.Clause? {
        guard opens("SORT") else { return nil }
        let keys = separated { $0.sortKey() }
        return keys.isEmpty ? nil : .sort(keys)
    }

    private mutating func sortKey() -> Query.SortKey? {
        guard let expression = parser.expression() else { return nil }
        parser.reader.skipSpace()
        if word("ASCENDING") { return Query.SortKey(expression: expression, isDescending: false) }
        if word("DESCENDING") { return Query.SortKey(expression: expression, isDescending: true) }
        if word("ASC") { return Query.SortKey(expression: expression, isDescending: false) }
        return Query.SortKey(expression: expression, isDescending: word("DESC"))
    }

    private mutating func fromClause() -> (Source, ByteRange)? {
        let start = parser.reader.place
        if opens("FROM"), let source = source() {
            return (source, parser.reader.bytes(start..<parser.reader.place))
        }
        parser.reader.place = start
        return fail("FROM")
    }

    private mutating func source() -> Source? {
        parser.reader.enter()
        defer { parser.reader.leave() }
        guard !parser.reader.isTooDeep, let first = sourceAtom() else { return nil }
        var rest: [(isAnd: Bool, right: Source)] = []
        while true {
            let before = parser.reader.place
            parser.reader.skipSpace()
            let isAnd = word("and") || parser.reader.take("&")
            guard isAnd || word("or") || parser.reader.take("|") else {
                let _: Void? = fail("and or or")
                parser.reader.place = before
                break
            }
            parser.reader.skipSpace()
            guard let right = sourceAtom() else {
                parser.reader.place = before
                break
            }
            rest.append((isAnd, right))
        }
        return rest.isEmpty ? first : .chain(first, rest)
    }

    private mutating func sourceAtom() -> Source? {
        let start = parser.reader.place
        var negations = 0
        while parser.reader.take("-") || parser.reader.take("!") { negations += 1 }
        guard let source = plainSource() else {
            parser.reader.place = start
            return fail("a #tag, a \"folder\", a [[link]], outgoing([[link]]) or csv(\"file\")")
        }
        // Twice not is not the same as nothing: it leaves only notes.
        return negations == 0 ? source : negations % 2 == 1 ? .not(source) : .not(.not(source))
    }

    private mutating func plainSource() -> Source? {
        let start = parser.reader.place
        if parser.reader.take("(") {
            parser.reader.skipSpace()
            if let inner = source() {
                parser.reader.skipSpace()
                if parser.reader.take(")") { return inner }
                let _: Void? = fail(")")
            }
            parser.reader.place = start
            return nil
        }
        if parser.reader.take("outgoing(") {
            parser.reader.skipSpace()
            if let link = parser.literals.link(&parser.reader), parser.reader.take(")") {
                return .link(link.path, isOutgoing: true)
            }
        } else if parser.reader.take("csv(") {
            parser.reader.skipSpace()
            if let path = parser.literals.quoted(&parser.reader), parser.reader.take(")") {
                return .csv(path)
            }
        } else if let link = parser.literals.link(&parser.reader) {
            return .link(link.path, isOutgoing: false)
        } else if let folder = parser.literals.quoted(&parser.reader) {
            return .folder(folder)
        } else if let tag = parser.literals.tag(&parser.reader) {
            return .tag(tag)
        }
        parser.reader.place = start
        return nil
    }
}
