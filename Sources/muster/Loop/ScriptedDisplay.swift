import Cockpit
import Keymaps
import Screen

/// A display without a terminal: keys come from a script, and the last frame can be asked for.
@MainActor final class ScriptedDisplay: Display {
    private(set) var size: Size
    /// What was presented last.
    private(set) var frame: Frame
    private var waiting: [DisplayEvent] = []

    /// A display of `size` cells.
    init(size: Size) {
        self.size = size
        frame = Frame(size: size)
    }

    /// Adds a message for the next turn of the loop.
    func post(_ message: Message) { waiting.append(.message(message)) }

    /// Changes the size, as a terminal's window would.
    func resize(to size: Size) {
        self.size = size
        post(.resized(size))
    }

    var descriptors: [Int32] { [] }
    var writeDescriptor: Int32? { nil }
    func flush() {}
    func present(_ frame: Frame) { self.frame = frame }
    func events() -> [DisplayEvent] {
        defer { waiting = [] }
        return waiting
    }
    func invalidate() {}
    func suspend() {}
    func runOutside<Result>(_ body: () -> Result) -> Result { body() }
    func copy(_ text: String) { Output.text("copied: \(text)") }
}
