/// What the index keeps of a note: no bytes of it, and all in one packed array, since a vault has a hundred
/// thousand notes with a million tasks and links.
///
/// Everything but the path is read from the pack when asked for: the counts at once, tasks and links one by
/// one.
package struct NoteDigest: Sendable, Hashable {
    /// Where the note stands.
    package let path: NotePath
    /// The pack, alone or with those of other notes.
    private let packed: [UInt8]
    /// Where in `packed` this note's pack starts, and how many bytes it has.
    private let start: UInt32
    private let size: UInt32

    /// What a note is to the lists of the vault, as bits.
    struct Kinds: OptionSet, Hashable, Sendable {
        let rawValue: UInt8
        static let project = Kinds(rawValue: 1)
        static let person = Kinds(rawValue: 2)
        static let customer = Kinds(rawValue: 4)
        static let review = Kinds(rawValue: 8)
        static let problem = Kinds(rawValue: 16)
        static let odd = Kinds(rawValue: 32)
    }

    /// Where things stand in the pack: the kinds, four counts in two bytes each, the earliest due day, and
    /// where the headings, the tasks, the links and the blockers start.
    enum Layout {
        static let counts = 1
        static let due = 9
        static let headings = 13
        static let tasks = 17
        static let links = 21
        static let blockers = 25
        static let texts = 29
        /// How many texts stand before the lists.
        static let textCount = 8
    }

    init(path: NotePath, packed: [UInt8]) {
        self.init(path: path, packed: packed, at: 0, size: packed.count)
    }

    /// A digest whose pack lies among others in bytes that were kept from an earlier start.
    ///
    /// The bytes must be what `stored` gave to the same program: whoever keeps them makes sure of that.
    package init(path: NotePath, stored: [UInt8], at start: Int, size: Int) {
        self.init(path: path, packed: stored, at: start, size: size)
    }

    /// All that is kept beside the path, to be kept for a later start; it means something to this program only.
    package var stored: ArraySlice<UInt8> { pack }

    init(path: NotePath, packed: [UInt8], at start: Int, size: Int) {
        self.path = path
        self.packed = packed
        self.start = UInt32(truncatingIfNeeded: start)
        self.size = UInt32(truncatingIfNeeded: size)
    }

    /// The same digests with their packs in one piece of memory: a hundred thousand small ones leave as much
    /// again unused between them. The piece is given back when the last of its notes has changed.
    package static func gathered(_ digests: [NoteDigest]) -> [NoteDigest] {
        if digests.allSatisfy({ $0.packed.count > $0.size }) { return digests }
        var all: [UInt8] = []
        all.reserveCapacity(digests.reduce(0) { $0 + Int($1.size) })
        for digest in digests { all += digest.pack }
        var start = 0
        return digests.map { digest in
            defer { start += Int(digest.size) }
            return NoteDigest(path: digest.path, packed: all, at: start, size: Int(digest.size))
        }
    }

    /// Whether two notes are alike to the index.
    package static func == (left: NoteDigest, right: NoteDigest) -> Bool {
        left.path == right.path && left.size == right.size && left.pack.elementsEqual(right.pack)
    }

    /// Hashes what the index keeps.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(path)
        pack.withUnsafeBytes { hasher.combine(bytes: $0) }
    }

    /// The note's own bytes of the pack.
    private var pack: ArraySlice<UInt8> { packed[Int(start)..<Int(start + size)] }

    /// A reader of the pack from an offset on that is kept at `place`.
    private func reader(at place: Int) -> PackedReader {
        PackedReader(packed, at: Int(start) + Int(word(place)))
    }

    var kinds: Kinds { Kinds(rawValue: packed[Int(start)]) }
    /// Whether the note is a project.
    package var isProject: Bool { kinds.contains(.project) }
    /// Whether the note is about a person.
    package var isPerson: Bool { kinds.contains(.person) }
    /// Whether the note is about a customer.
    package var isCustomer: Bool { kinds.contains(.customer) }
    /// Whether the properties hold the tag for notes to be looked over.
    package var needsReview: Bool { kinds.contains(.review) }
    /// Whether tags or links stand in the properties in a form that Dataview may read otherwise than the index.
    package var hasOddProperties: Bool { kinds.contains(.odd) }
    /// Whether the properties can't be read.
    package var hasProblem: Bool { kinds.contains(.problem) }

    /// How many blockers are not resolved.
    package var openBlockers: Int { count(0) }
    /// How many next steps are open, sub-steps included.
    package var openSteps: Int { count(1) }
    /// How many next steps are done, sub-steps included.
    package var doneSteps: Int { count(2) }
    /// How many tasks are open, next steps included.
    package var openTasks: Int { count(3) }
    /// The earliest day that an open task is due.
    package var earliestDue: CalendarDay? {
        let due = word(Layout.due)
        return due == 0 ? nil : CalendarDay(packed: Int(due) - 1)
    }

    /// The property `title`, else the first level-1 heading, else the file's name.
    package var title: String { text(0) ?? path.name }
    /// The property `type`.
    package var type: String? { text(1) }
    /// The status by the most trusted place that has one; the table is not asked.
    package var status: String? { text(2) }
    /// The property `created` as written.
    package var created: String? { text(3) }
    /// The property `last_updated` as written.
    package var lastUpdated: String? { text(4) }
    /// The property `last_contact` as written.
    package var lastContact: String? { text(5) }
    /// What a person does, by the person's note; nil for other notes.
    package var role: String? { text(6) }
    /// Who a person works for, likewise.
    package var company: String? { text(7) }
    /// The note's other names.
    package var aliases: [String] { lists.aliases }
    /// The tags of properties and body without `#`, each once.
    package var tags: [String] { lists.tags }

    /// All headings in order.
    package var headings: [HeadingDigest] {
        var reader = reader(at: Layout.headings)
        var line = 0
        return (0..<reader.number()).map { _ in HeadingDigest(&reader, after: &line) }
    }

    /// All tasks in order, done ones included.
    package var tasks: [TaskDigest] {
        var reader = reader(at: Layout.tasks)
        var line = 0
        return (0..<reader.number()).map { _ in TaskDigest(&reader, after: &line) }
    }

    /// The task on a line; nil where there is none.
    package func task(onLine wanted: Int) -> TaskDigest? {
        var reader = reader(at: Layout.tasks)
        var line = 0
        for _ in 0..<reader.number() {
            var (ahead, next) = (reader, line)
            let glance = TaskGlance(&ahead, after: &next)
            if glance.line == wanted { return TaskDigest(&reader, after: &line) }
            if glance.line > wanted { return nil }
            (reader, line) = (ahead, next)
        }
        return nil
    }

    /// Calls `body` with each task in order, without making texts of it.
    func forEachTask(_ body: (TaskGlance) -> Void) {
        var reader = reader(at: Layout.tasks)
        var line = 0
        for _ in 0..<reader.number() { body(TaskGlance(&reader, after: &line)) }
    }

    /// The blockers of its sections in order, resolved ones included.
    package var blockers: [BlockerDigest] {
        var reader = reader(at: Layout.blockers)
        var line = 0
        return (0..<reader.number()).map { _ in BlockerDigest(&reader, after: &line) }
    }

    /// All links in order, those of the properties first.
    package var links: [LinkDigest] { links { _ in true } }

    /// The links whose key, the hash of their path's last part, is wanted.
    func links(where isWanted: (UInt32) -> Bool) -> [LinkDigest] {
        var reader = reader(at: Layout.links)
        var line = 0
        var result: [LinkDigest] = []
        for _ in 0..<reader.number() {
            let key = reader.word()
            if isWanted(key) {
                result.append(LinkDigest(&reader, after: &line))
            } else {
                LinkDigest.skip(&reader, after: &line)
            }
        }
        return result
    }

    /// Calls `body` with the key of every link that has a path.
    func forEachLinkKey(_ body: (UInt32) -> Void) {
        packed.withUnsafeBytes { bytes in
            var offset = Int(start + word(Layout.links))
            func number() -> Int {
                var (value, shift) = (0, 0)
                while bytes[offset] >= 0x80 {
                    value |= Int(bytes[offset] & 0x7F) << shift
                    (offset, shift) = (offset + 1, shift + 7)
                }
                defer { offset += 1 }
                return value | Int(bytes[offset]) << shift
            }
            for _ in 0..<number() {
                let key = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
                if key != LinkDigest.ownKey { body(key) }
                offset += 4
                _ = number()
                let length = number()
                offset += length
            }
        }
    }

    /// The text of the nearest heading above a line.
    package func heading(above line: Int) -> String? { headings.last { $0.line <= line }?.text }

    private func count(_ index: Int) -> Int {
        let place = Int(start) + Layout.counts + 2 * index
        return Int(packed[place]) | Int(packed[place + 1]) << 8
    }

    private func word(_ offset: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(packed[Int(start) + offset + $1]) << UInt32(8 * $1) }
    }

    /// One of the texts at the front of the pack.
    private func text(_ index: Int) -> String? {
        var reader = PackedReader(packed, at: Int(start) + Layout.texts)
        for _ in 0..<index { reader.skipOptional() }
        return reader.optional()
    }

    /// The lists behind the texts.
    private var lists: (aliases: [String], tags: [String]) {
        var reader = PackedReader(packed, at: Int(start) + Layout.texts)
        for _ in 0..<Layout.textCount { reader.skipOptional() }
        let aliases = reader.list()
        return (aliases, reader.list())
    }
}

/// A heading as the index keeps it.
package struct HeadingDigest: Hashable, Sendable {
    /// 1 to 6.
    package var level: Int
    /// The text as Markdown.
    package var text: String
    /// Its line, from 0.
    package var line: Int

    fileprivate init(_ reader: inout PackedReader, after line: inout Int) {
        line += reader.number()
        self.line = line
        level = Int(reader.byte())
        text = reader.text()
    }
}
