@testable import VaultModel

/// A note from text in which the expected ranges stand between « and ».
struct MarkedText {
    let note: Note
    /// The marked texts, outer ones before inner ones, in order.
    let marks: [ByteRange]

    init(_ marked: String) {
        var bytes: [UInt8] = []
        var open: [Int] = []
        var marks: [ByteRange?] = []
        for scalar in marked.unicodeScalars {
            switch scalar {
            case "«":
                open.append(marks.count)
                marks.append(ByteRange(bytes.count, bytes.count))
            case "»":
                let index = open.removeLast()
                marks[index] = marks[index].map { ByteRange($0.lower, bytes.count) }
            default: bytes += Array(String(scalar).utf8)
            }
        }
        note = Note(path: NotePath("Marked.md"), bytes: bytes)
        self.marks = marks.compactMap { $0 }
    }
}
