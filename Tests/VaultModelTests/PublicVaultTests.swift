import Foundation
import NoteLaws
import Testing
import VaultModel

/// Vaults to be held against the laws, as `MUSTER_VAULTS=FOLDER:FOLDER…` names them.
private let folders = (ProcessInfo.processInfo.environment["MUSTER_VAULTS"] ?? "")
    .split(separator: ":").map(String.init)

/// Reads real vaults, which are not part of the repository. Where the plugin Metadata Extractor left its table of what
/// the app knows, headings and links are compared with it.
@Suite(.enabled(if: !folders.isEmpty, "MUSTER_VAULTS names no folder of a vault"))
struct PublicVaultTests {
    @Test(arguments: folders) func everyNoteHoldsTheLaws(_ folder: String) throws {
        let files = try FolderFiles(folder)
        for path in files.notes {
            let broken = NoteLaws(Note(path: path, bytes: try files.bytes(path))).broken()
            #expect(broken.isEmpty, "\(path.text): \(broken.prefix(3))")
        }
        print("\(folder): \(files.notes.count) notes hold the laws")
        #expect(!files.notes.isEmpty)
    }

    @Test(arguments: folders) func headingsAndLinksAreThoseOfTheApp(_ folder: String) throws {
        let table = folder + "/.obsidian/plugins/metadata-extractor/metadata.json"
        guard let data = FileManager.default.contents(atPath: table) else { return }
        let files = try FolderFiles(folder)
        let vault = try files.vault()
        var (compared, differing) = (0, 0)
        for entry in try #require(JSONValue(Array(data))).items {
            let path = NotePath(entry["relativePath"]?.text ?? "")
            guard vault[path] != nil else { continue }
            let note = Note(path: path, bytes: try files.bytes(path))
            let ours = ExtractedNote(note, in: vault)
            compared += 1
            if ours != ExtractedNote(entry) {
                differing += 1
                print("\(path.text) differs, or was changed since the table was made")
            }
        }
        print("\(folder): \(compared - differing) of \(compared) notes agree with the table")
        #expect(compared > 0 && differing * 10 <= compared)
    }
}

/// A note as the plugin writes it: links without folders, and of embeds only those of notes.
private struct ExtractedNote: Equatable {
    var headings: [String]
    var links: [String]

    init(_ entry: JSONValue) {
        headings = (entry["headings"]?.items ?? []).compactMap { $0["heading"]?.text }
        links = (entry["links"]?.items ?? []).map {
            "\($0["link"]?.text ?? "") → \($0["relativePath"]?.text ?? "")"
        }.sorted()
    }

    init(_ note: Note, in vault: Vault) {
        headings = note.headings.map { note.text($0.textRange) }
        links = note.links.compactMap { link in
            let target = note.target(of: link)
            let file = vault.resolve(target, from: note.path).path
            if link.isEmbed && file == nil || file?.isNote == false { return nil }
            let name = target.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
            return "\(name) → \(name.hasPrefix("#") ? note.path.text : file?.text ?? "")"
        }.sorted()
    }
}

/// The files of a folder that a vault shows.
private struct FolderFiles {
    let folder: String
    var notes: [NotePath] = []
    var others: [NotePath] = []

    init(_ folder: String) throws {
        self.folder = folder
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder).sorted() {
            var isFolder: ObjCBool = false
            guard !path.split(separator: "/").contains(where: { $0.hasPrefix(".") }),
                FileManager.default.fileExists(atPath: "\(folder)/\(path)", isDirectory: &isFolder),
                !isFolder.boolValue
            else { continue }
            if NotePath(path).isNote { notes.append(NotePath(path)) } else { others.append(NotePath(path)) }
        }
    }

    func bytes(_ path: NotePath) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(path.text)")))
    }

    func vault() throws -> Vault {
        var vault = Vault()
        for path in notes { vault.replace(NoteDigest(Note(path: path, bytes: try bytes(path)))) }
        for path in others { vault.addFile(path) }
        return vault
    }
}
