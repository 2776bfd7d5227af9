import Glibc
import VaultModel

/// Which vault is meant.
enum VaultLocator {
    /// The vault's folder: the one given, else `MUSTER_VAULT`, else the enclosing folder with `.obsidian`, else the
    /// vault that Obsidian has open.
    static func find(_ given: String?) throws -> String {
        if let path = given ?? environment("MUSTER_VAULT") {
            guard isFolder(path) else {
                let hint = Muster.mistypedSubcommand().map { ", or " + $0 } ?? ""
                throw Failure(
                    .usage, "\(path): not a folder; name a vault, a folder with Markdown notes\(hint)")
            }
            return path
        }
        if let path = enclosing() ?? openInObsidian() { return path }
        throw Failure(
            .usage,
            "no vault: name one (muster VAULT), set MUSTER_VAULT, or start muster inside a folder that Obsidian uses"
        )
    }

    /// The working folder or the nearest above it that holds `.obsidian`.
    private static func enclosing() -> String? {
        var path = workingFolder()
        while true {
            if isFolder(path + "/.obsidian") { return path.isEmpty ? "/" : path }
            guard let slash = path.lastIndex(of: "/") else { return nil }
            path = String(path[..<slash])
        }
    }

    /// The vault that Obsidian's own list marks as open, else the one opened last.
    private static func openInObsidian() -> String? {
        let home = environment("HOME") ?? ""
        let config = environment("XDG_CONFIG_HOME") ?? home + "/.config"
        guard let bytes = SmallFile.read(config + "/obsidian/obsidian.json"),
            case .object(let all)? = JSONValue(bytes)?["vaults"]
        else { return nil }
        let vaults = all.map(\.value).filter { $0["path"]?.text != nil }
        let open = vaults.first { $0["open"]?.bool == true }
        let latest = vaults.max { ($0["ts"]?.number ?? 0) < ($1["ts"]?.number ?? 0) }
        return (open ?? latest)?["path"]?.text.flatMap { isFolder($0) ? $0 : nil }
    }

    private static func workingFolder() -> String {
        guard let buffer = getcwd(nil, 0) else { return "" }
        defer { free(buffer) }
        return String(cString: buffer)
    }

    /// Whether a folder stands at a path.
    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
