import Cockpit
import Keymaps

/// The user's keymap over a preset.
enum KeymapFiles {
    /// Where the user's keymap is: `$XDG_CONFIG_HOME/muster/keymap.toml`.
    static var userFile: String {
        let config = environment("XDG_CONFIG_HOME") ?? (environment("HOME") ?? "") + "/.config"
        return config + "/muster/keymap.toml"
    }

    /// Loads a preset, else the one `chosen` in the configuration unless the user's file names one, and that file
    /// over it, with all that is wrong in it.
    static func load(_ preset: String?, chosen: String? = nil) throws -> (Keymap, [String]) {
        if let preset, !Keymap.presetNames.contains(preset) {
            let names = Keymap.presetNames.joined(separator: ", ")
            throw Failure(.usage, "--keymap \(preset): no such keymap; there are \(names)")
        }
        let text = SmallFile.read(userFile).map { String(decoding: $0, as: UTF8.self) }
        let (keymap, problems) = loadKeymap(
            preset: preset, chosen: chosen, userFile: text.map { (name: userFile, text: $0) },
            commands: Command.ids,
            scopes: Pane.scopes)
        return (keymap, problems.map(\.description))
    }
}
