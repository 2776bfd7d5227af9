package import Keymaps
package import Screen
package import VaultModel

/// Everything the cockpit knows. `update` alone changes it, `draw` alone shows it.
package struct State: Sendable {
    /// The vault's name for the title bar.
    package var vaultName: String
    /// All notes, as far as they are read.
    package var vault: Vault
    /// The projects in the order of the list.
    package var projects = ProjectList()
    /// Names and tags that the vault's notes use.
    package var schema: Schema
    /// What a toggle does in this vault.
    package var taskSettings: TaskSettings
    /// Today's date, as told from outside.
    package var today: CalendarDay
    /// Whether edits are refused from the start.
    package var isReadOnly: Bool

    /// Why no edit can be undone later, and so none is made, in words; nil where the undo journal can be kept.
    package var journalObstacle: String?

    /// The terminal's size in cells.
    package var size: Size
    /// Which keys ask for what.
    package var keymap: Keymap
    /// The keys of a sequence that is not complete.
    package var typed: [Key] = []
    /// Whether the box with the keys that can follow is shown.
    package var showsWhichKey = false

    /// The page in sight is the last one; the first is a screen.
    package var pages: [Page]
    /// The pages of the screens that are not in sight, so that they come back as they were left.
    package var resting: [ScreenID: Page] = [:]
    /// What lies over the page.
    package var overlay: Overlay?
    /// What the bottom line says instead of hints.
    package var notice: Notice? {
        didSet { if let notice { remember(notice) } }
    }
    /// What was said in this session, newest last.
    package private(set) var said: [Notice] = []

    /// The notes on the screen, and a few that were there lately.
    package var open: [NotePath: OpenNote] = [:]
    /// Why a note on the screen can't be shown.
    package var unreadable: [NotePath: String] = [:]
    /// Which notes were asked for and have not come.
    package var loading: Set<NotePath> = []
    /// The order in which open notes were last needed, newest last.
    package var recent: [NotePath] = []
    /// Which notes an editor has open, and what it is called.
    package var editors: [NotePath: String] = [:]
    /// Which notes have conflict copies.
    package var copies = ConflictCopies()
    /// What is to be compared as soon as it is read.
    package var comparing: Comparison?
    /// The edits that follow when the edit with that number is saved, and are taken back with it.
    package var following: [Int: Edit] = [:]
    /// Edits that wait for their note to be read.
    package var pending: [NotePath: [PendingRequest]] = [:]
    /// What panes show now.
    package var contents: [PaneID: PreparedContent] = [:]

    /// The morning pass.
    package var review = ReviewState()
    /// What a clock that only goes forward said last: seconds.
    package var clock: Int64?
    /// What is known of the queries of the note that the page is about.
    package var queries = QueryAnswers()
    /// The query that was typed, and those typed before.
    package var asked = AskedQuery()
    /// How the tables of queries are looked at.
    package var tables = TableViews()

    /// The edits of this session.
    package var undo = UndoHistory()
    /// The edits that are being saved.
    package var saving: [Int: Edit] = [:]
    /// The prompts whose text is in an edit that is being saved: a refusal brings the text back.
    package var typedFor: [Int: Prompt] = [:]
    /// The number of the last edit.
    package var lastEdit = 0
    /// What workers do for large notes, by number.
    package var errands: [Int: Errand] = [:]
    /// The number of the last errand.
    var lastErrand = 0
    /// The edits of large notes that wait to be made, the first one under way.
    var requests: [NotePath: [EditRequest]] = [:]
    /// What was asked for behind an undo that waits for the edits before it, the undo first.
    var deferred: [Work] = []
    /// Whether what is being done was asked for before that.
    var isInTurn = false
    /// The errands that read what large notes hold now.
    var arriving: [NotePath: Int] = [:]
    /// The panes whose content a worker makes.
    var preparing: Set<PaneID> = []
    /// Counts the contents that open notes had.
    package var lastRevision = 0

    /// The open tasks of the vault.
    package var agenda = AgendaState()
    /// The people of the vault.
    package var people = PeopleState()
    /// Where the notes that are being made were typed.
    package var creating: [NotePath: Prompt] = [:]
    /// What is looked for in the text of all notes, and what was found.
    package var search = SearchState()
    /// The notes that were opened lately, newest first, also in earlier sessions.
    package var visited: [NotePath] = []
    /// The number of the last search for a note by its name.
    var lastFind = 0
    /// The folder of forms for new notes, whose tasks are none.
    package var templates: String?
    /// How forms write days and times.
    package var templateFormats = TemplateFormats()

    /// How far the first reading is.
    package var scan = ScanProgress()
    /// How changes from outside are noticed.
    package var watch = WatchState.starting

    /// A cockpit at its start: nothing read, the projects screen in sight.
    package init(
        vaultName: String, size: Size, keymap: Keymap, today: CalendarDay, schema: Schema = .standard,
        taskSettings: TaskSettings = .core, isReadOnly: Bool = false
    ) {
        self.vaultName = vaultName
        self.size = size
        self.keymap = keymap
        self.today = today
        self.schema = schema
        self.taskSettings = taskSettings
        self.isReadOnly = isReadOnly
        vault = Vault(schema: schema, taskSettings: taskSettings)
        pages = [ScreenKind.of(.projects).firstPage]
    }

    /// How many messages are kept.
    private static let mostMessages = 200

    /// Keeps a message, so that it can be read again.
    private mutating func remember(_ notice: Notice) {
        if said.last != notice { said.append(notice) }
        if said.count > Self.mostMessages { said.removeFirst() }
    }

    /// The page in sight.
    package var page: Page {
        get { pages[pages.count - 1] }
        set { pages[pages.count - 1] = newValue }
    }

    /// The state of the pane that keys go to.
    package var focused: PaneState {
        get { page.panes[page.focus] ?? PaneState() }
        set { page.panes[page.focus] = newValue }
    }

    /// What the focused pane shows.
    package var focusedContent: Content { contents[page.focus]?.content ?? .empty }

    /// The item under the cursor.
    package var item: Item? {
        let content = focusedContent
        let index = focused.cursor
        return index < content.itemCount ? content.item(index) : nil
    }

    /// The note that the page is about: the reader's, or the project under the list's cursor.
    package var subject: NotePath? {
        switch page.kind {
        case .note(let path): return path
        case .screen(let id): return ScreenKind.of(id).subject(self)
        }
    }

    /// The note that the page is about, if it is read.
    package var openSubject: OpenNote? { subject.flatMap { open[$0] } }
}

/// How far the first reading of the vault is.
package struct ScanProgress: Hashable, Sendable {
    /// How many files are read.
    package var read = 0
    /// How many files there are, where that is known.
    package var total: Int?
    /// Whether all are read.
    package var isDone = false
    /// The notes that can't be read.
    package var unreadable: Set<NotePath> = []
}

/// A message in the bottom line.
package struct Notice: Hashable, Sendable {
    /// What it says.
    package var text: String
    /// Whether something went wrong.
    package var isError = false
    /// Whether it offers to undo the last edit.
    package var offersUndo = false

    /// A message.
    package init(_ text: String, isError: Bool = false, offersUndo: Bool = false) {
        self.text = text
        self.isError = isError
        self.offersUndo = offersUndo
    }
}

/// Content with what it was made from, so that it is made again only when that changed.
package struct PreparedContent: Sendable {
    /// What the content depends on.
    package struct Key: Hashable, Sendable {
        var subject: NotePath?
        var revision: Int
        var vaultRevision: Int
        var width: Int
        var filter: String
        var today: CalendarDay
        /// `ReviewState.revision` for panes that follow it.
        var review = 0
        /// The answers to queries that it shows, as `QueryAnswers` counts them.
        var answers = 0
        var stamp: Int
    }
    /// What it was made from.
    package var key: Key
    /// What the pane shows.
    package var content: Content
}
