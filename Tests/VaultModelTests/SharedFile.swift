import Foundation

/// The bytes of a file of the shared material, looked for beside the repository and the folders above it.
func sharedFile(_ path: String) -> [UInt8]? {
    var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    while folder.path != "/" {
        let shared = folder.appendingPathComponent("shared")
        if FileManager.default.fileExists(atPath: shared.appendingPathComponent("cases").path) {
            return (try? Data(contentsOf: shared.appendingPathComponent(path))).map { [UInt8]($0) }
        }
        folder.deleteLastPathComponent()
    }
    return nil
}
