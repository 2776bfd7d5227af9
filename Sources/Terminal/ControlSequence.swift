import Keymaps
import Screen

/// A sequence that begins with `ESC [` or `ESC O`, in the forms that xterm set and others follow.
struct ControlSequence {
    /// What it amounts to; nil if it is incomplete.
    let step: InputDecoder.Step?

    /// Reads the sequence that `bytes` begin with.
    init(_ bytes: ArraySlice<UInt8>) {
        let body = bytes.dropFirst(2)
        if bytes.dropFirst().first == 0x4F {
            step = body.first.map { InputDecoder.Step(length: 3, event: ControlSequence.singleShift($0)) }
            return
        }
        if body.first == 0x5B {
            // The Linux console's own F1 to F5: ESC [ [ A.
            step = body.dropFirst().first.map { final in
                let isKey = (0x41...0x45).contains(final)
                return InputDecoder.Step(
                    length: 4, event: isKey ? .key(Key(.function(Int(final) - 0x40))) : nil)
            }
            return
        }
        if body.first == 0x4D {
            step = ControlSequence.oldMouse(body.dropFirst())
            return
        }
        let parameters = body.prefix { (0x20..<0x40).contains($0) }
        guard let final = body.dropFirst(parameters.count).first else {
            // Nothing that anybody sends is that long.
            step = parameters.count > 64 ? InputDecoder.Step(length: 2 + parameters.count) : nil
            return
        }
        guard (0x40...0x7E).contains(final) else {
            step = InputDecoder.Step(length: 2 + parameters.count)
            return
        }
        var result = ControlSequence.meaning(parameters, final)
        result.length = 3 + parameters.count
        step = result
    }

    /// `ESC O` and a letter: keys in application mode.
    private static func singleShift(_ letter: UInt8) -> TerminalEvent? {
        if letter == 0x4D { return .key(Key(.enter)) }
        return letterKeys[letter].map { .key(Key($0)) }
    }

    private static func meaning(_ parameters: ArraySlice<UInt8>, _ final: UInt8) -> InputDecoder.Step {
        if parameters.first == 0x3C {
            return InputDecoder.Step(
                length: 0, event: mouse(numbers(parameters.dropFirst()), isPress: final == 0x4D))
        }
        let numbers = numbers(parameters)
        let modifiers = modifiers(numbers.count > 1 ? numbers[1] : 1)
        let first = numbers.first ?? 1
        switch final {
        case 0x49 where parameters.isEmpty: return InputDecoder.Step(length: 0, event: .focus(true))
        case 0x4F where parameters.isEmpty: return InputDecoder.Step(length: 0, event: .focus(false))
        case 0x5A: return InputDecoder.Step(length: 0, event: .key(Key(.tab, modifiers.union(.shift))))
        case 0x75: return InputDecoder.Step(length: 0, event: key(ofCode: first, modifiers))
        case 0x7E where first == 200: return InputDecoder.Step(length: 0, event: nil, beginsPaste: true)
        case 0x7E where first == 27 && numbers.count > 2:
            return InputDecoder.Step(length: 0, event: key(ofCode: numbers[2], modifiers))
        case 0x7E:
            return InputDecoder.Step(length: 0, event: numberedKeys[first].map { .key(Key($0, modifiers)) })
        default:
            return InputDecoder.Step(length: 0, event: letterKeys[final].map { .key(Key($0, modifiers)) })
        }
    }

    /// The numbers between semicolons; what follows a colon in one of them is left out.
    private static func numbers(_ parameters: ArraySlice<UInt8>) -> [Int] {
        parameters.split(separator: 0x3B, omittingEmptySubsequences: false).map { part in
            let digits = part.prefix { (0x30...0x39).contains($0) }
            return digits.count > 7 ? 0 : digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
    }

    /// xterm's number of modifiers: one more than the sum of Shift 1, Alt 2 and Control 4.
    private static func modifiers(_ number: Int) -> Key.Modifiers {
        let bits = max(0, number - 1)
        var modifiers = Key.Modifiers()
        if bits & 1 != 0 { modifiers.insert(.shift) }
        if bits & 2 != 0 { modifiers.insert(.alt) }
        if bits & 4 != 0 { modifiers.insert(.control) }
        return modifiers
    }

    /// A key given by the code of its character, as some terminals are set to send.
    private static func key(ofCode code: Int, _ modifiers: Key.Modifiers) -> TerminalEvent? {
        switch code {
        case 9: .key(Key(.tab, modifiers))
        case 13: .key(Key(.enter, modifiers))
        case 27: .key(Key(.escape, modifiers))
        case 8, 127: .key(Key(.backspace, modifiers))
        // Above, there are codes for keys that type nothing.
        case 0x20..<0xE000:
            Unicode.Scalar(UInt32(code)).map { .key(Key(.character(Character($0)), modifiers)) }
        default: nil
        }
    }

    private static let letterKeys: [UInt8: Key.Code] = [
        0x41: .up, 0x42: .down, 0x43: .right, 0x44: .left, 0x46: .end, 0x48: .home,
        0x50: .function(1), 0x51: .function(2), 0x52: .function(3), 0x53: .function(4),
    ]

    private static let numberedKeys: [Int: Key.Code] = [
        1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
        11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
        17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10),
        23: .function(11), 24: .function(12),
    ]
}

extension ControlSequence {
    /// A report in xterm's SGR form: the button, the column and the row, counted from 1.
    private static func mouse(_ numbers: [Int], isPress: Bool) -> TerminalEvent? {
        guard numbers.count == 3, numbers[1] > 0, numbers[2] > 0 else { return nil }
        let point = Point(x: numbers[1] - 1, y: numbers[2] - 1)
        return mouse(numbers[0], at: point, isPress: isPress)
    }

    /// A report in the first form: three bytes, each 32 more than it means; button 3 is a release.
    private static func oldMouse(_ bytes: ArraySlice<UInt8>) -> InputDecoder.Step? {
        let bytes = Array(bytes.prefix(3)).map { Int($0) - 32 }
        guard bytes.count == 3 else { return nil }
        guard bytes[0] >= 0, bytes[1] > 0, bytes[2] > 0 else { return InputDecoder.Step(length: 6) }
        let isRelease = bytes[0] & 0x43 == 3
        let point = Point(x: bytes[1] - 1, y: bytes[2] - 1)
        let code = isRelease ? bytes[0] & ~3 : bytes[0]
        return InputDecoder.Step(length: 6, event: mouse(code, at: point, isPress: !isRelease))
    }

    private static func mouse(_ code: Int, at point: Point, isPress: Bool) -> TerminalEvent? {
        var modifiers = Key.Modifiers()
        if code & 4 != 0 { modifiers.insert(.shift) }
        if code & 8 != 0 { modifiers.insert(.alt) }
        if code & 16 != 0 { modifiers.insert(.control) }
        let button = code & 3
        let action: Mouse.Action
        switch code & ~31 {
        case 0 where button < 3: action = isPress ? .press(button: button + 1) : .release(button: button + 1)
        case 64 where button < 2 && isPress: action = .wheel(button == 0 ? -1 : 1)
        // Movement, wheels that turn sideways, and buttons that few have.
        default: return nil
        }
        return .mouse(Mouse(action: action, point: point, modifiers: modifiers))
    }
}
