/// Writes JSON.
struct JSONText {
    /// What is written so far.
    private(set) var text = ""
    private var needsComma = false

    /// Writes an object; `body` writes its members.
    mutating func object(_ body: (inout JSONText) -> Void) { wrapped("{", "}", body) }

    /// Writes a list; `body` writes its items.
    mutating func list(_ body: (inout JSONText) -> Void) { wrapped("[", "]", body) }

    private mutating func wrapped(_ open: String, _ close: String, _ body: (inout JSONText) -> Void) {
        separate()
        text += open
        needsComma = false
        body(&self)
        text += close
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { text += "," }
        needsComma = true
    }

    /// Writes the name of the member that follows.
    mutating func name(_ name: String) {
        string(name)
        text += ":"
        needsComma = false
    }

    /// Writes something that is JSON already.
    mutating func raw(_ json: String) {
        separate()
        text += json
    }

    /// Writes a text.
    mutating func string(_ string: String) {
        separate()
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            default:
                if scalar.value < 32 || scalar.value == 0x7F {
                    let hex = String(scalar.value, radix: 16)
                    text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
                } else {
                    text.unicodeScalars.append(scalar)
                }
            }
        }
        text += "\""
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
