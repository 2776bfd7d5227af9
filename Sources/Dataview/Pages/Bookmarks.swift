import Foundation

/// Reads the app's bookmarks.
package enum Bookmarks {
    /// How deep groups are looked into.
    private static let deepest = 64

    /// The paths of all bookmarked files, those in groups of groups too.
    package static func paths(_ json: [UInt8]) -> Set<String> {
        let object = try? JSONSerialization.jsonObject(with: Data(json)) as? [String: Any]
        var paths: Set<String> = []
        collect(object?["items"], depth: 0, into: &paths)
        return paths
    }

    private static func collect(_ items: Any?, depth: Int, into paths: inout Set<String>) {
        guard depth < deepest, let items = items as? [[String: Any]] else { return }
        for item in items {
            if item["type"] as? String == "file", let path = item["path"] as? String { paths.insert(path) }
            if item["type"] as? String == "group" { collect(item["items"], depth: depth + 1, into: &paths) }
        }
    }
}
