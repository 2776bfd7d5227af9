/// A number for the contents of a file, by which two of them are compared without keeping either.
package struct Fingerprint: Hashable, Sendable {
    /// FNV-1a, in 64 bits. Nothing depends on its being hard to forge: it decides whether a note is shown.
    package let value: UInt64

    /// The fingerprint of some bytes.
    package init(_ bytes: some Sequence<UInt8>) {
        var value: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
        self.value = value
    }

    /// The fingerprint of a file: the same number, without a call for each byte of the vault.
    package init(_ bytes: [UInt8]) {
        value = bytes.withUnsafeBufferPointer { buffer in
            var value: UInt64 = 0xCBF2_9CE4_8422_2325
            for byte in buffer { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
            return value
        }
    }

    /// The fingerprint that `text` spells; nil for any other text.
    package init?(text: some StringProtocol) {
        guard text.utf8.count == 16, let value = UInt64(text, radix: 16) else { return nil }
        self.value = value
    }

    /// Sixteen hexadecimal digits.
    package var text: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
