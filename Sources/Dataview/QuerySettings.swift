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
    /// Whether results show how many they are.
    package var showsCount = true

    /// The plugin's defaults.
    package init() {}

    /// The settings in the plugin's `data.json`; what is missing or of another type is the default.
    package init(data: [UInt8]?) {
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
