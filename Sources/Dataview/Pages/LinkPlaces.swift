private import Synchronization
import VaultModel

/// The notes by where their links lead.
struct LinkPlaces: Sendable {
    var resolved: PlaceTable<NotePath>
    var unresolved: PlaceTable<String>

    mutating func insert(_ place: Int, under link: String, _ target: NotePath?) {
        if let target {
            resolved.insert(place, under: [target])
        } else {
            unresolved.insert(place, under: [link])
        }
    }

    mutating func remove(_ place: Int, under link: String, _ target: NotePath?) {
        if let target {
            resolved.remove(place, under: [target])
        } else {
            unresolved.remove(place, under: [link])
        }
    }

    var isWorn: Bool { resolved.isWorn || unresolved.isWorn }
}

/// Where links lead that lead to the same file from every note; found once.
final class LinkTargets: Sendable {
    private let known = Mutex<[String: NotePath?]>([:])

    /// Whether a link was found to lead to the same file, or to none, from everywhere.
    func knows(_ target: String) -> Bool { known.withLock { $0[target] != nil } }

    func resolve(_ target: String, from origin: NotePath?, in index: Vault) -> NotePath? {
        if let found = known.withLock({ $0[target] }) { return found }
        // The app looks for the whole text; a place in a note is cut off before.
        if target.utf8.contains(UInt8(ascii: "#")) { return nil }
        let (found, isSameFromAll) = index.resolution(of: target, from: origin)
        if isSameFromAll { known.withLock { $0[target] = .some(found.path) } }
        return found.path
    }
}
