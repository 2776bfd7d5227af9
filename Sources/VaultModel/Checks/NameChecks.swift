extension Check {
    /// What can be wrong with the names of notes and files.
    static let nameChecks = [
        Check("names.conflictCopy", "Copies that a sync service made of a note", ofVault: conflictCopies),
        Check("names.twin", "Names that are one name on another computer", ofVault: twins),
    ]

    private static func conflictCopies(_ vault: Vault) -> [(path: NotePath, sighting: Sighting)] {
        vault.paths.filter(\.isConflictCopy).map { path in
            let sighting = Sighting(
                problem: "a sync service kept this copy, since two devices changed the note",
                remedy: "take over what the note lacks, then delete the copy")
            return (path, sighting)
        }
    }

    /// Files and folders whose paths differ only in case, or in how Unicode spells a letter.
    private static func twins(_ vault: Vault) -> [(path: NotePath, sighting: Sighting)] {
        var spellings: [String: NotePath] = [:]
        var result: [(path: NotePath, sighting: Sighting)] = []
        for path in vault.paths.sorted() {
            for end in path.ends {
                let part = NotePath(bytes: Array(path.bytes[..<end]))
                let key = NameFold.folded(part.bytes)
                guard let other = spellings[key] else {
                    spellings[key] = part
                    continue
                }
                if other == part { continue }
                let isFolder = end < path.bytes.count
                let sighting = Sighting(
                    problem:
                        "\(isFolder ? "the folder \(part)" : "the name") and \(other) \(part.difference(from: other))",
                    remedy: "rename one of the two: macOS and Windows take them for one")
                result.append((path, sighting))
                break
            }
        }
        return result
    }
}

extension NotePath {
    /// Where the path's folders end, and the path itself.
    fileprivate var ends: [Int] { bytes.indices.filter { bytes[$0] == 0x2F } + [bytes.count] }

    /// How a path differs from one that folds to the same text.
    fileprivate func difference(from other: NotePath) -> String {
        text == other.text ? "differ only in how Unicode spells them" : "differ only in upper and lower case"
    }
}
