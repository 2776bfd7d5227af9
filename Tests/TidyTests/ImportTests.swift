import Testing

/// The graph of modules (the map's table): what a target may import besides the standard library.
private let allowed: [String: Set<String>] = [
    "VaultModel": ["CBytes", "Yams", "Synchronization"],
    "Dataview": ["VaultModel", "Foundation", "Synchronization"],
    "VaultStore": ["VaultModel", "CSystem", "Glibc", "Synchronization"],
    "VaultWatcher": ["CSystem", "Glibc", "Synchronization"],
    "Screen": [],
    "Keymaps": ["TOMLKit"],
    "Configuration": ["VaultModel", "Keymaps"],
    "Cockpit": ["VaultModel", "Dataview", "Screen", "Keymaps"],
    "Terminal": ["CCurses", "Screen", "Keymaps", "Glibc", "Synchronization"],
    "muster": [
        "VaultModel", "Dataview", "VaultStore", "VaultWatcher", "Screen", "Keymaps", "Configuration",
        "Cockpit", "Terminal", "CSystem", "ArgumentParser", "Glibc", "Synchronization",
    ],
]

@Suite struct ImportTests {
    @Test("a target imports only what the map allows", arguments: SourceTree.swift(below: "Sources"))
    func importsAreAllowed(_ file: SourceTree.File) throws {
        let modules = try #require(allowed[file.target], "no row in the map for target \(file.target)")
        for (index, line) in file.lines.enumerated() {
            guard let module = imported(line) else { continue }
            #expect(modules.contains(module), "\(file.path):\(index + 1) imports \(module)")
        }
    }

    @Test func everyTargetOfTheMapHasFiles() {
        let targets = Set(SourceTree.swift(below: "Sources").map(\.target))
        #expect(targets == Set(allowed.keys))
    }

    @Test(
        "the reader of imports sees every form",
        arguments: [
            ("import Foundation", "Foundation"), ("package import Screen", "Screen"),
            ("@preconcurrency import Glibc", "Glibc"), ("import struct Foundation.Date", "Foundation"),
            ("    // import Nothing", nil), ("let important = 1", nil),
        ])
    func readsImports(_ line: String, _ module: String?) { #expect(imported(line) == module) }

    /// The module that a line imports.
    private func imported(_ line: String) -> String? {
        let words = line.split(separator: " ").map(String.init)
        guard let index = words.firstIndex(of: "import"), index + 1 < words.count,
            words[..<index].allSatisfy({
                ["package", "public", "internal", "private", "fileprivate"].contains($0) || $0.hasPrefix("@")
            })
        else { return nil }
        let kinds: Set = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        let name = kinds.contains(words[index + 1]) ? words[index + 2] : words[index + 1]
        return name.split(separator: ".").first.map(String.init)
    }
}
