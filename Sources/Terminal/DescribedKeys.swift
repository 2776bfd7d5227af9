import CCurses
import Keymaps

/// The sequences that the terminal's description gives for keys. Most terminals send what xterm sends, which
/// the decoder knows by itself; this is for the others. Needs a started screen.
func describedKeys() -> [[UInt8]: Key] {
    var keys: [[UInt8]: Key] = [:]
    for (capability, key) in plainKeys + modifiedKeys() {
        guard let string = ccurses_string(capability).map({ Array(String(cString: $0).utf8) }) else {
            continue
        }
        // A single printing character, or Escape, is no sequence.
        guard let first = string.first, first < 0x20 || first == 0x7F, string != [0x1B] else { continue }
        if keys[string] == nil { keys[string] = key }
    }
    return keys
}

private let plainKeys: [(String, Key)] =
    [
        ("kcuu1", Key(.up)), ("kcud1", Key(.down)), ("kcub1", Key(.left)), ("kcuf1", Key(.right)),
        ("khome", Key(.home)), ("kend", Key(.end)), ("kpp", Key(.pageUp)), ("knp", Key(.pageDown)),
        ("kich1", Key(.insert)), ("kdch1", Key(.delete)), ("kbs", Key(.backspace)), ("kent", Key(.enter)),
        ("kcbt", Key(.tab, .shift)),
    ] + (1...12).map { ("kf\($0)", Key(.function($0))) }

/// ncurses's extended names end in xterm's number of modifiers.
private func modifiedKeys() -> [(String, Key)] {
    let names: [(String, Key.Code)] = [
        ("kUP", .up), ("kDN", .down), ("kLFT", .left), ("kRIT", .right), ("kHOM", .home), ("kEND", .end),
        ("kPRV", .pageUp), ("kNXT", .pageDown), ("kIC", .insert), ("kDC", .delete),
    ]
    let modifiers: [(String, Key.Modifiers)] = [
        ("", .shift), ("3", .alt), ("4", [.alt, .shift]), ("5", .control), ("6", [.control, .shift]),
        ("7", [.control, .alt]), ("8", [.control, .alt, .shift]),
    ]
    return names.flatMap { name, code in modifiers.map { (name + $0.0, Key(code, $0.1)) } }
}
