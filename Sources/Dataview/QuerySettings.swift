import Foundation

/// The settings of the Dataview plugin that answers hang on.
package struct QuerySettings: Sendable, Hashable {
    /// What stands for null.
    package var nullText = "\\-"
    /// How dates at midnight are written, in Luxon's tokens.
    package var dateFormat = "MMMM dd, yyyy"
    /// How other dates are written.
    package var dateTimeFormat = "h:mm a - MMMM dd, yyyy"
    /// The heading of the first column of a table of notes.
    package var idColumn = "File"
    /// The heading of the first column of a table of groups without a name.
    package var groupColumn = "Group"
    /// What starts an inline query.
    package var inlinePrefix = "="
    /// Whether the vault has the plugin switched on.
    package var isPluginEnabled = false
    /// Whether results show how many they are.
    package var showsCount = true

    /// The plugin's defaults.
    package init() {}

    /// The settings in the plugin's `data.json`, what is missing or of another type being the default, and whether the
    /// plugin stands in `community-plugins.json`.
    package init(communityPlugins: [UInt8]? = nil, data: [UInt8]?) {
        let plugins = communityPlugins.flatMap {
            try? JSONSerialization.jsonObject(with: Data($0)) as? [String]
        }
        isPluginEnabled = plugins?.contains("dataview") == true
        guard let data, let object = try? JSONSerialization.jsonObject(with: Data(data)) as? [String: Any]
        else {
            return
        }
        func text(_ key: String, _ place: WritableKeyPath<QuerySettings, String>) {
            if let value = object[key] as? String { self[keyPath: place] = value }
        }
        text("renderNullAs", \.nullText)
        text("defaultDateFormat", \.dateFormat)
        text("defaultDateTimeFormat", \.dateTimeFormat)
        text("tableIdColumnName", \.idColumn)
        text("tableGroupColumnName", \.groupColumn)
        text("inlineQueryPrefix", \.inlinePrefix)
        if let flag = object["showResultCount"] as? Bool { showsCount = flag }
    }
}
