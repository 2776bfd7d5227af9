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
        bytes.append(UInt8(ascii: "\""))
        let written = string.utf8.withContiguousStorageIfAvailable { buffer in
            let isPlain = buffer.allSatisfy { $0 >= 32 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }
            if isPlain { bytes.append(contentsOf: buffer) }
            return isPlain
        }
        if written != true { string.unicodeScalars.forEach { escape($0) } }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\"", "\\": bytes += [UInt8(ascii: "\\"), UInt8(ascii: scalar)]
        case "\n": bytes += "\\n".utf8
        case "\r": bytes += "\\r".utf8
        case "\t": bytes += "\\t".utf8
        case _ where scalar.isEscapedInJSON: bytes += scalar.escapedForJSON.utf8
        default: bytes += UTF8.encode(scalar).map(Array.init) ?? []
        }
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
