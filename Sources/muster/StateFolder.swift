import Glibc
import VaultModel
import VaultStore

/// Where Muster remembers things about a vault: the undo journal, the accepted texts. Never inside the vault.
enum StateFolder {
    /// The state folder of the vault in the folder `root`, a real path: `$XDG_STATE_HOME/muster/<vault>`, else
    /// below `~/.local/state`. The vault's name and a number for its path make the last part.
    static func path(of root: String) -> String? {
        path(of: root, in: environment("XDG_STATE_HOME"), else: "/.local/state")
    }

    /// The folder of what can be deleted at any time, likewise in `$XDG_CACHE_HOME`, else below `~/.cache`.
    static func cachePath(of root: String) -> String? {
        path(of: root, in: environment("XDG_CACHE_HOME"), else: "/.cache")
    }

    private static func path(of root: String, in chosen: String?, else usual: String) -> String? {
        let place = chosen ?? environment("HOME").map { $0 + usual }
        guard let place, place.hasPrefix("/") else { return nil }
        let name = root.split(separator: "/").last.map(String.init) ?? "root"
        return "\(place)/muster/\(name)-\(Fingerprint(root.utf8).text)"
    }

    /// Why nothing can be kept in a folder, in words; nil if it can. Nothing is made. What is remembered of the vault
    /// in the folder `root`, a real path, is never kept among its files; a hidden folder is none of them.
    static func obstacle(_ folder: String?, root: String) -> String? {
        guard let folder else { return "neither XDG_STATE_HOME nor HOME is set to a folder; set one of them" }
        var place = folder
        while access(place, F_OK) != 0 {
            guard let slash = place.lastIndex(of: "/"), slash > place.startIndex else { break }
            place = String(place[..<slash])
        }
        // A home that is not there is not made: accounts of services have such.
        if environment("XDG_STATE_HOME") == nil, let home = environment("HOME"), access(home, F_OK) != 0 {
            return "the home folder \(home) is not there; set XDG_STATE_HOME to a folder"
        }
        var status = stat()
        guard stat(place, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, access(place, W_OK | X_OK) == 0
        else { return "\(place) can't be written; change its permissions or set XDG_STATE_HOME" }
        return isSeen(folder, at: place, in: root)
            ? "\(place) lies in the vault; set XDG_STATE_HOME to another folder" : nil
    }

    /// Whether a folder, of which all from `place` on is yet to be made, would be part of the vault in `root`.
    private static func isSeen(_ folder: String, at place: String, in root: String) -> Bool {
        guard let real = realpath(place, nil) else { return false }
        defer { free(real) }
        let path = String(cString: real) + folder.dropFirst(place.count)
        guard path.hasPrefix(root + "/") else { return false }
        return !path.dropFirst(root.count).split(separator: "/").contains { $0.hasPrefix(".") }
    }
}
