/// What the Tasks plugin is told to do in a vault (RULES §3, dialect §6.4). A key that is missing has its
/// default.
package struct TaskSettings: Hashable, Sendable {
    /// How fields are written.
    package enum Format: String, Sendable {
        case emoji = "tasksPluginEmoji"
        case dataview
    }
    /// Whether the vault has the plugin switched on; without it the rules of the app apply.
    package var isPluginEnabled = false
    /// How fields are written.
    package var format = Format.emoji
    /// A text that a line must contain to be a task for the plugin; empty where every one is.
    package var globalFilter = ""
    /// Whether the filter's text is hidden where tasks are shown.
    package var hidesGlobalFilter = false
    /// Whether new tasks and new occurrences get today as their created date.
    package var setsCreatedDate = false
    /// Whether a task gets the date it was done.
    package var setsDoneDate = true
    /// Whether a task gets the date it was cancelled.
    package var setsCancelledDate = true
    /// Whether a new occurrence goes below the task that was done, and not above.
    package var putsOccurrenceBelow = false
    /// Whether a new occurrence loses its scheduled date, if it has another date.
    package var dropsScheduledDate = false
    /// Whether queries take a date in the file's name for the scheduled date; it is never written.
    package var readsFileNameDate = false
    /// A further form of dates in file names, in Moment's tokens.
    package var fileNameDateFormat = ""
    /// The folders where file names are read; all where there is none.
    package var fileNameDateFolders: [String] = []
    /// The statuses.
    package var statuses = TaskStatuses.standard
    /// A query that is added to all queries.
    package var globalQuery = ""
    /// Named pieces of queries.
    package var presets: [String: String] = [:]

    /// Why it is not known by which rules tasks change, in words with what to do; nil where it is: the list of plugins
    /// is there but can't be read, or the plugin is switched on and its settings can't be read.
    package var obstacle: String?

    /// The app without the plugin.
    package static let core = TaskSettings()
    /// The name of the plugin in `community-plugins.json` and of its folder.
    package static let pluginID = "obsidian-tasks-plugin"

    /// The list of the plugins that are switched on, from the vault's root.
    package static let listFile = ".obsidian/community-plugins.json"
    /// The plugin's settings, from the vault's root.
    package static let dataFile = ".obsidian/plugins/\(pluginID)/data.json"

    /// The defaults, for the app without the plugin.
    package init() {}

    /// Reads `community-plugins.json` and the plugin's `data.json`, nil where a file is missing; one that counts and
    /// is no JSON is an `obstacle`.
    package init(communityPlugins: [UInt8]?, data: [UInt8]?) {
        let plugins = read(communityPlugins, Self.listFile)?.items ?? []
        isPluginEnabled = plugins.contains { $0.text == Self.pluginID }
        guard isPluginEnabled, let data = read(data, Self.dataFile) else { return }
        format = data["taskFormat"]?.text.flatMap { Format(rawValue: $0) } ?? format
        globalFilter = data["globalFilter"]?.text ?? globalFilter
        hidesGlobalFilter = data["removeGlobalFilter"]?.bool ?? hidesGlobalFilter
        setsCreatedDate = data["setCreatedDate"]?.bool ?? setsCreatedDate
        setsDoneDate = data["setDoneDate"]?.bool ?? setsDoneDate
        setsCancelledDate = data["setCancelledDate"]?.bool ?? setsCancelledDate
        putsOccurrenceBelow = data["recurrenceOnNextLine"]?.bool ?? putsOccurrenceBelow
        dropsScheduledDate = data["removeScheduledDateOnRecurrence"]?.bool ?? dropsScheduledDate
        readsFileNameDate = data["useFilenameAsScheduledDate"]?.bool ?? readsFileNameDate
        fileNameDateFormat = data["filenameAsScheduledDateFormat"]?.text ?? fileNameDateFormat
        fileNameDateFolders = data["filenameAsDateFolders"]?.items.compactMap(\.text) ?? fileNameDateFolders
        globalQuery = data["globalQuery"]?.text ?? globalQuery
        presets = Self.presets(data["presets"] ?? data["includes"])
        statuses = Self.statuses(data["statusSettings"])
    }

    /// Reads a settings file; one that is no JSON is an obstacle.
    private mutating func read(_ bytes: [UInt8]?, _ file: String) -> JSONValue? {
        guard let bytes else { return nil }
        if let value = JSONValue(bytes) { return value }
        obstacle = Self.obstacle(
            file: file, line: JSONValue.lineOfProblem(in: bytes), "it is no JSON from there on")
        return nil
    }

    /// Says that a settings file can't be read; `line` counts from 0.
    package static func obstacle(file: String, line: Int? = nil, _ reason: String) -> String {
        let place = file + (line.map { ":\($0 + 1)" } ?? "")
        return "\(place) can't be read (\(reason)), so tasks are not changed; put it right, "
            + "or delete it for the defaults, and start Muster again"
    }

    private static func presets(_ json: JSONValue?) -> [String: String] {
        guard case .object(let members)? = json else { return [:] }
        return members.reduce(into: [:]) { $0[$1.key] = $1.value.text }
    }

    private static func statuses(_ json: JSONValue?) -> TaskStatuses {
        func list(_ key: String) -> [TaskStatus]? {
            guard case .list(let items)? = json?[key] else { return nil }
            return items.map(status)
        }
        return TaskStatuses(
            (list("coreStatuses") ?? TaskStatuses.core) + (list("customStatuses") ?? TaskStatuses.custom))
    }

    private static func status(_ json: JSONValue) -> TaskStatus {
        TaskStatus(
            symbol: json["symbol"]?.text ?? " ", name: json["name"]?.text ?? "",
            next: json["nextStatusSymbol"]?.text ?? "x",
            kind: json["type"]?.text.flatMap { TaskStatus.Kind(rawValue: $0) } ?? .todo)
    }
}
