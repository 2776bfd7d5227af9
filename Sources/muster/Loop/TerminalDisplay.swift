import Cockpit
import Keymaps
import Screen
import Terminal

/// The terminal as the loop sees it.
@MainActor final class TerminalDisplay: Display {
    private let terminal: CursesTerminal

    /// Takes the terminal that the program runs on.
    init(theme: Theme) throws(TerminalError) { terminal = try CursesTerminal(theme: theme) }

    var size: Size { terminal.size }
    var descriptors: [Int32] { [terminal.inputDescriptor, terminal.signalDescriptor] }
    var writeDescriptor: Int32? { terminal.isWaitingToWrite ? terminal.outputDescriptor : nil }

    func present(_ frame: Frame) { terminal.present(frame) }
    func flush() { terminal.flush() }
    func invalidate() { terminal.redraw() }
    func suspend() { terminal.suspend() }
    func runOutside<Result>(_ body: () -> Result) -> Result { terminal.runOutside(body) }
    func copy(_ text: String) { terminal.copy(text) }

    /// Gives the terminal back.
    func close() { terminal.close() }

    func events() -> [DisplayEvent] { terminal.read().compactMap(Self.event) }

    private static func event(_ event: TerminalEvent) -> DisplayEvent? {
        switch event {
        case .key(let key): .message(.key(key))
        case .paste(let text): .message(.paste(text))
        case .mouse(let mouse): Self.mouse(mouse).map { .message(.mouse($0)) }
        case .resized(let size): .message(.resized(size))
        case .focus: nil
        case .continued: .continued
        case .terminate(let signal): .leave(status: 128 + signal)
        case .hangup: .leave(status: 129)
        }
    }

    private static func mouse(_ mouse: Mouse) -> MouseEvent? {
        switch mouse.action {
        case .press(button: 1): MouseEvent(.press, at: mouse.point)
        case .wheel(let notches): MouseEvent(notches > 0 ? .wheelDown : .wheelUp, at: mouse.point)
        case .press, .release: nil
        }
    }
}
