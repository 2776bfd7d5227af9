internal import VaultModel

/// Writes JSON.
struct JSONText {
    private var bytes: [UInt8] = []
    private var needsComma = false

    /// What is written so far.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Writes an object; `body` writes its members.
    mutating func object(_ body: (inout JSONText) -> Void) { wrapped("{", "}", body) }

    /// Writes a list; `body` writes its items.
    mutating func list(_ body: (inout JSONText) -> Void) { wrapped("[", "]", body) }

    private mutating func wrapped(
        _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ body: (inout JSONText) -> Void
    ) {
        separate()
        bytes.append(UInt8(ascii: open))
        needsComma = false
        body(&self)
        bytes.append(UInt8(ascii: close))
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    /// Writes the name of the member that follows.
    mutating func name(_ name: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes something that is JSON already.
    mutating func raw(_ json: String) {
        separate()
        bytes += json.utf8
    }

    /// Writes a text.
    mutating func string(_ string: String) {
        separate()
        let written = string.utf8.withContiguousStorageIfAvailable { buffer in
            let isPlain = buffer.allSatisfy { $0 >= 32 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }
            guard isPlain else { return false }
            bytes.append(UInt8(ascii: "\""))
            bytes.append(contentsOf: buffer)
            bytes.append(UInt8(ascii: "\""))
            return true
        }
        if written != true { bytes += string.quotedForJSON.utf8 }
    }

    /// Writes a member that is a text.
    mutating func member(_ name: String, _ value: String) {
        self.name(name)
        string(value)
    }

    /// Writes a member that is a truth value.
    mutating func member(_ name: String, _ value: Bool) {
        self.name(name)
        raw(value ? "true" : "false")
    }

    /// Writes a member that is a whole number.
    mutating func member(_ name: String, _ value: Int) {
        self.name(name)
        raw(String(value))
    }

    /// Writes a number; what JSON has no form for becomes an object with its name.
    mutating func number(_ number: Double) {
        guard number.isFinite, !(number == 0 && number.sign == .minus) else {
            return object { $0.member("num", number == 0 ? "-0" : ScriptNumber.text(number)) }
        }
        raw(ScriptNumber.text(number))
    }
}
