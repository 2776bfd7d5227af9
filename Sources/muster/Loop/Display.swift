import Cockpit
import Keymaps
import Screen

/// Something that happened at the display.
enum DisplayEvent: Sendable {
    case message(Message)
    /// The program was stopped and goes on: files may have changed meanwhile.
    case continued
    /// The user asked the program to end, or the terminal is gone.
    case leave(status: Int32)
}

/// Where frames go and keys come from: the terminal, or a script.
@MainActor protocol Display: AnyObject {
    /// The room there is, in cells.
    var size: Size { get }
    /// What to wait on for events; none where `events` never waits.
    var descriptors: [Int32] { get }
    /// What to wait on for room, while a frame waits for it.
    var writeDescriptor: Int32? { get }
    /// Sends more of the frame that waits.
    func flush()
    /// Shows a frame; only what differs from the last one is sent.
    func present(_ frame: Frame)
    /// Takes all that happened since.
    func events() -> [DisplayEvent]
    /// Sends every cell again with the next frame.
    func invalidate()
    /// Stops the program until the shell continues it.
    func suspend()
    /// Leaves the screen to another program while `body` runs.
    func runOutside<Result>(_ body: () -> Result) -> Result
    /// Puts text on the terminal's clipboard.
    func copy(_ text: String)
}
