#pragma once
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// Gives a terminal back as it was found, however the program ends, and tells signals from each other.
//
// Everything that a signal handler needs is prepared beforehand, and handlers only call what POSIX allows
// them to. They may run in any thread.

/// Bits of what ccurses_guard_signals returns.
enum {
    CCURSES_SIGNAL_RESIZED = 1,
    /// The program was stopped and goes on.
    CCURSES_SIGNAL_CONTINUED = 2,
    CCURSES_SIGNAL_TERMINATE = 4,
};

/// Takes charge of the terminal behind `terminal`, a descriptor of its own that does not block, and
/// installs the handlers. `enter` and `leave` are what has to be written to begin and to end drawing.
/// Returns a descriptor that can be read when there are signals, or -1 with errno set.
int ccurses_guard_start(int terminal, const uint8_t *enter, size_t enter_length, const uint8_t *leave,
                        size_t leave_length);
/// Gives the terminal back, if it was not yet, and the signals to whom they belonged before.
void ccurses_guard_stop(void);

/// Takes the terminal: raw mode, the other screen, and nothing else may write to it. Returns 0, and does
/// nothing, while the program is in the background.
int ccurses_guard_enter(void);
/// Gives the terminal back for another program. Signals from the keyboard are that program's meanwhile.
void ccurses_guard_leave(void);
/// Whether the terminal is ours to draw on.
int ccurses_guard_is_inside(void);
/// Stops the program until the shell lets it go on; returns at once where no shell could.
void ccurses_guard_suspend(void);
/// Whether the program is in the terminal's foreground.
int ccurses_guard_is_foreground(int terminal);
/// Stops as the kernel stops programs in the background that read from the terminal.
void ccurses_guard_wait_for_foreground(void);

/// What signals came since the last call, as bits; clears the descriptor.
int ccurses_guard_signals(void);
/// The signal that asked the program to end, 0 if none did.
int ccurses_guard_termination(void);

/// Opens the terminal that the program runs on once more, for reading or writing, without blocking and
/// without becoming dependent on it; -1 if it runs on none.
int ccurses_open_terminal(int for_writing);
/// The terminal's size in cells; 0 if it does not know.
int ccurses_terminal_size(int terminal, int *columns, int *rows);
