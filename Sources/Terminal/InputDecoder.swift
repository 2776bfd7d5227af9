import Keymaps
import Screen

/// Divides the bytes that a terminal sends into events.
///
/// A sequence may come in pieces: what is incomplete waits for more. A lone Escape is the start of nearly
/// every sequence, so whoever reads has to say when it has waited long enough (`flush`).
struct InputDecoder {
    /// Sequences that the terminal's description gives for keys.
    private let described: [[UInt8]: Key]
    private let longestDescribed: Int
    private var buffer: [UInt8] = []
    /// What was pasted so far; nil outside a paste.
    private var pasted: [UInt8]?

    /// More than this, in bytes, is no paste by a person: what comes after it is dropped.
    private static let longestPaste = 1 << 24
    private static let pasteEnd = Array("\u{1B}[201~".utf8)

    init(described: [[UInt8]: Key] = [:]) {
        self.described = described
        longestDescribed = described.keys.map(\.count).max() ?? 0
    }

    /// Whether it would take more time or more bytes to tell what was read last.
    var isWaiting: Bool { !buffer.isEmpty && pasted == nil }

    /// Whether pasted text has begun whose end has not come.
    var isPasting: Bool { pasted != nil }

    /// Takes what was pasted so far for all of it: a terminal that is cut off, or that somebody imitates, may never
    /// send the end, and keys must not be taken for pasted text for ever.
    mutating func endPaste() -> [TerminalEvent] {
        guard let text = pasted else { return [] }
        pasted = nil
        defer { buffer = [] }
        return [.paste(InputDecoder.text(ofPaste: text + buffer))]
    }

    /// The events that are complete with `bytes`.
    mutating func events(from bytes: some Sequence<UInt8>) -> [TerminalEvent] {
        buffer += bytes
        return decode(isFinal: false)
    }

    /// The events in what is left when no more bytes come: a sequence that remained incomplete is taken for
    /// the keys it starts with.
    mutating func flush() -> [TerminalEvent] { decode(isFinal: true) }

    private mutating func decode(isFinal: Bool) -> [TerminalEvent] {
        var events: [TerminalEvent] = []
        var rest = buffer[...]
        while !rest.isEmpty {
            if pasted != nil {
                guard let text = continuePaste(&rest) else { break }
                events.append(.paste(text))
                continue
            }
            let step = step(rest, isFinal: isFinal)
            guard step.length > 0 else { break }
            rest = rest.dropFirst(step.length)
            if step.beginsPaste { pasted = [] }
            if let event = step.event { events.append(event) }
        }
        buffer = Array(rest)
        return events
    }

    /// Takes bytes up to the end of the paste; nil if that is still to come.
    private mutating func continuePaste(_ rest: inout ArraySlice<UInt8>) -> String? {
        let end = InputDecoder.pasteEnd
        var index = rest.startIndex
        while index < rest.endIndex {
            if rest[index] == end[0] {
                let tail = rest[index...].prefix(end.count)
                if tail.elementsEqual(end) {
                    pasted? += rest[..<index]
                    rest = rest[(index + end.count)...]
                    defer { pasted = nil }
                    return InputDecoder.text(ofPaste: pasted ?? [])
                }
                if end.starts(with: tail) { break }
            }
            index += 1
        }
        if (pasted?.count ?? 0) < InputDecoder.longestPaste { pasted? += rest[..<index] }
        rest = rest[index...]
        return nil
    }

    /// Terminals send a carriage return where a line ends.
    private static func text(ofPaste bytes: [UInt8]) -> String {
        var text = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if !(scalar == "\n" && afterReturn) { text.append(scalar == "\r" ? "\n" : scalar) }
            afterReturn = scalar == "\r"
        }
        return String(text)
    }
}

extension InputDecoder {
    /// What the first bytes are.
    struct Step {
        /// How many bytes; 0 if more are needed to tell.
        var length: Int
        /// What they amount to; nil for nothing.
        var event: TerminalEvent?
        /// Whether they announce pasted text.
        var beginsPaste = false

        static let incomplete = Step(length: 0)
    }

    private func step(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> Step {
        if let (length, key) = longestDescribed(bytes) { return Step(length: length, event: .key(key)) }
        if !isFinal, isStartOfDescribed(bytes) { return .incomplete }
        if bytes.first == 0x1B { return escape(bytes, isFinal: isFinal) }
        return character(bytes, isFinal: isFinal)
    }

    private func longestDescribed(_ bytes: ArraySlice<UInt8>) -> (Int, Key)? {
        for length in stride(from: min(longestDescribed, bytes.count), to: 0, by: -1) {
            if let key = described[Array(bytes.prefix(length))] { return (length, key) }
        }
        return nil
    }

    private func isStartOfDescribed(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.first == 0x1B || bytes.first.map({ $0 < 0x20 }) ?? false else { return false }
        return bytes.count < longestDescribed
            && described.keys.contains { $0.count > bytes.count && $0.starts(with: bytes) }
    }

    /// What begins with Escape: a sequence, a key with Alt, or the key itself.
    private func escape(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> Step {
        let alone = Step(length: 1, event: .key(Key(.escape)))
        let rest = bytes.dropFirst()
        guard let next = rest.first else { return isFinal ? alone : .incomplete }
        if next == 0x5B || next == 0x4F {
            let sequence = ControlSequence(bytes)
            if let step = sequence.step { return step }
            return isFinal ? Step(length: 2, event: .key(InputDecoder.alt(next))) : .incomplete
        }
        if next == 0x1B {
            guard let third = rest.dropFirst().first else { return isFinal ? alone : .incomplete }
            guard third == 0x5B || third == 0x4F else { return alone }
        }
        var step = step(rest, isFinal: isFinal)
        guard step.length > 0 else { return .incomplete }
        step.length += 1
        if case .key(let key) = step.event { step.event = .key(Key(key.code, key.modifiers.union(.alt))) }
        return step
    }

    private static func alt(_ byte: UInt8) -> Key {
        Key(.character(Character(Unicode.Scalar(byte))), .alt)
    }

    private func character(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> Step {
        let first = bytes[bytes.startIndex]
        if first < 0x20 || first == 0x7F { return Step(length: 1, event: .key(InputDecoder.control(first))) }
        if first < 0x80 { return Step(length: 1, event: .key(Key(Character(Unicode.Scalar(first))))) }
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        if case .valid(let encoded) = parser.parseScalar(from: &iterator) {
            return Step(
                length: encoded.count, event: .key(Key(Character(Unicode.UTF8.decode(encoded)))))
        }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1
        let isCut = bytes.count < length && bytes.dropFirst().allSatisfy { $0 & 0xC0 == 0x80 }
        // A byte that begins no character is noise.
        return isCut && !isFinal ? .incomplete : Step(length: 1)
    }

    /// The key of a byte below the blank, or of DEL.
    private static func control(_ byte: UInt8) -> Key {
        switch byte {
        case 0x00: Key(.character(" "), .control)
        case 0x09: Key(.tab)
        case 0x0D: Key(.enter)
        case 0x1B: Key(.escape)
        case 0x7F: Key(.backspace)
        case 0x1C...0x1F: Key(.character(Character(Unicode.Scalar(byte + 0x40))), .control)
        default: Key(.character(Character(Unicode.Scalar(byte + 0x60))), .control)
        }
    }
}
