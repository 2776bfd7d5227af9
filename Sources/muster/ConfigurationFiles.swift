import Configuration
import Keymaps
import Screen
import VaultModel

/// The user's configuration, and the vault's own laid over it.
enum ConfigurationFiles {
    /// Where the user's configuration is: `$XDG_CONFIG_HOME/muster/config.toml`.
    static var userFile: String {
        let config = environment("XDG_CONFIG_HOME") ?? (environment("HOME") ?? "") + "/.config"
        return config + "/muster/config.toml"
    }

    /// What the files say for the vault in the folder `root`, with its form of a note about a person; without a
    /// vault, what the user's own file says.
    static func load(root: String?) -> Configuration {
        var configuration = Configuration()
        for file in [userFile, root.map { $0 + "/.muster/config.toml" }].compactMap({ $0 }) {
            switch SmallFile.reading(file) {
            case .bytes(let bytes):
                configuration.lay(
                    name: file, text: String(decoding: bytes, as: UTF8.self), themes: Theme.all.map(\.name))
            case .missing: break
            case .unreadable(let reason):
                configuration.note(FileProblem(file: file, line: 1, message: "it can't be read: \(reason)"))
            }
        }
        if let root, let template = configuration.personTemplate {
            configuration.takePersonTemplate(SmallFile.read("\(root)/\(template)"))
        }
        return configuration
    }
}
