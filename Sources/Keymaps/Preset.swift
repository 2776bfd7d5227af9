extension Keymap {
    /// The keymap that is used when none is chosen.
    package static let standard = presets.first?.keymap ?? Keymap(name: "")

    /// The names that presets are chosen by.
    package static let presetNames = presets.map(\.name)

    /// The preset called `name`, which is the name of its file without the ending.
    package static func preset(_ name: String) -> Keymap? {
        presets.first { $0.name == name }?.keymap
    }

    /// The text of a preset's file.
    package static func presetText(_ name: String) -> String? {
        files.first { $0.name == name }.map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    private static let files: [(name: String, bytes: [UInt8])] = [
        ("default", PackageResources.default_toml),
        ("vim", PackageResources.vim_toml),
        ("emacs", PackageResources.emacs_toml),
    ]

    private static let presets: [(name: String, keymap: Keymap)] = files.map { name, bytes in
        let file = TOMLFile(
            name: name + ".toml", text: String(decoding: bytes, as: UTF8.self), form: .keymap)
        var laying = KeymapLaying(Keymap(name: name), file, commands: nil, scopes: nil)
        laying.lay()
        return (name, laying.keymap)
    }
}
