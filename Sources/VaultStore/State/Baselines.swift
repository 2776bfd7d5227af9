package import VaultModel

/// The texts of notes as they were accepted, one file each in the state folder, never in the vault.
///
/// A file is called by the fingerprint of the note's path and begins with the fingerprint of the text, so that
/// all can be compared without reading them. Beside it lies the text that was accepted before, for undoing. All
/// functions block, and may be called on any thread.
package final class Baselines: Sendable {
    private let files: StateFile
    private static let mark = "MUSB1 "
    /// How many bytes of a file are read to learn whose it is: the longest path the kernel takes, and more.
    private static let head = 4_200

    /// The texts kept in a vault's state folder.
    package init(stateFolder: String, system: any SystemCalls = Kernel()) {
        files = StateFile(system: system, folder: Array("\(stateFolder)/baselines".utf8))
    }

    /// The fingerprint of every accepted text; files that are damaged are left out.
    package func all() throws(StoreError) -> [NotePath: Fingerprint] {
        do throws(SystemError) {
            var result: [NotePath: Fingerprint] = [:]
            for name in try files.names() where !name.contains(".") {
                guard let bytes = try files.read(name, most: Self.head), let head = Self.head(of: bytes)
                else {
                    continue
                }
                result[head.path] = head.contents
            }
            return result
        } catch {
            throw StoreError(NotePath(""), error)
        }
    }

    /// The accepted text of a note; nil where none was accepted, or the file is damaged.
    package func text(of path: NotePath) throws(StoreError) -> [UInt8]? {
        do throws(SystemError) {
            guard let bytes = try files.read(Self.name(path)), let head = Self.head(of: bytes),
                head.path == path
            else { return nil }
            let text = Array(bytes[head.end...])
            return Fingerprint(text) == head.contents ? text : nil
        } catch {
            throw StoreError(path, error)
        }
    }

    /// Keeps a text as accepted, durably. With `isStep` the text before it is kept too, for `revert`.
    package func keep(_ text: [UInt8], of path: NotePath, isStep: Bool) throws(StoreError) {
        let name = Self.name(path)
        let head = "\(Self.mark)\(Fingerprint(text).text) "
        do throws(SystemError) {
            if isStep {
                try files.remove(name + ".before")
                try files.move(name, to: name + ".before")
            }
            try files.write(name, Array(head.utf8) + path.bytes + [0] + text)
        } catch {
            throw StoreError(path, error)
        }
    }

    /// Takes back the last text that was kept as a step.
    package func revert(_ path: NotePath) throws(StoreError) {
        let name = Self.name(path)
        do throws(SystemError) {
            try files.remove(name)
            try files.move(name + ".before", to: name)
        } catch {
            throw StoreError(path, error)
        }
    }

    private static func name(_ path: NotePath) -> String { Fingerprint(path.bytes).text }

    /// What stands before a file's text: `MUSB1 `, the text's fingerprint, a space, the path, a NUL.
    private static func head(of bytes: [UInt8]) -> (path: NotePath, contents: Fingerprint, end: Int)? {
        let start = mark.utf8.count + 17
        guard bytes.starts(with: mark.utf8), bytes.count > start, let end = bytes.firstIndex(of: 0),
            end > start,
            let contents = Fingerprint(
                text: String(decoding: bytes[mark.utf8.count..<(start - 1)], as: UTF8.self))
        else { return nil }
        return (NotePath(bytes: Array(bytes[start..<end])), contents, end + 1)
    }
}
