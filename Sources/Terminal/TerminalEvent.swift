package import Keymaps
package import Screen

/// What came from the terminal, or from the system on its behalf.
package enum TerminalEvent: Hashable, Sendable {
    /// A key was pressed.
    case key(Key)
    /// Text was pasted: as it came, with line feeds at the ends of lines. It may hold anything: sanitise it.
    case paste(String)
    /// The mouse was used.
    case mouse(Mouse)
    /// The terminal has another size.
    case resized(Size)
    /// The terminal's window got the focus, or lost it.
    case focus(Bool)
    /// The program was stopped and goes on; files may have changed meanwhile.
    case continued
    /// The system asks to end, by this signal. If the program does not within two seconds, it is ended.
    case terminate(signal: Int32)
    /// The terminal is gone: there will be no more input.
    case hangup
}

/// One use of the mouse.
package struct Mouse: Hashable, Sendable {
    /// What was done.
    package enum Action: Hashable, Sendable {
        /// A button was pressed: 1 is the left one, 2 the middle one, 3 the right one.
        case press(button: Int)
        /// A button was released.
        case release(button: Int)
        /// The wheel was turned by one notch: 1 is down, towards the person, and -1 up.
        case wheel(Int)
    }

    /// What was done.
    package let action: Action
    /// Over which cell.
    package let point: Point
    /// Keys held down meanwhile.
    package let modifiers: Key.Modifiers
}
