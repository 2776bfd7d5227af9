#pragma once
#include <stddef.h>
#include <stdint.h>

// The ncurses calls that are made, as plain C functions: macros, variadics and global variables, which
// Swift cannot see or must not touch, stay behind them. All but ccurses_use_utf8 and
// ccurses_terminal_problem need a started screen, and all of them belong to one thread.
//
// ncurses draws into memory. What it drew is taken with ccurses_take and written by the caller, so that a
// terminal that takes nothing can never hold up the program; and the terminal's modes are not its business
// (see guard.h).

/// Bits of `attributes` in ccurses_run.
enum {
    CCURSES_BOLD = 1,
    CCURSES_ITALIC = 2,
    CCURSES_UNDERLINE = 4,
    CCURSES_REVERSE = 8,
    CCURSES_DIM = 16,
    CCURSES_STRIKE = 32,
};

/// A character of one or two cells: its base and its marks, followed by zeros where there are fewer.
typedef struct {
    uint32_t scalars[5];
    int32_t width;
} ccurses_character;

/// How characters are drawn; colours are -1 for the terminal's own.
typedef struct {
    int32_t foreground;
    int32_t background;
    uint32_t attributes;
} ccurses_look;

/// What hinders a terminal called `name` from being drawn on.
typedef enum {
    CCURSES_NONE,
    CCURSES_UNKNOWN,
    CCURSES_NO_CURSOR_MOVEMENT,
} ccurses_problem;

/// Makes characters mean UTF-8 whatever the locale says; 0 if the system has no such locale at all.
int ccurses_use_utf8(void);
/// Looks the terminal up without writing anything to it.
ccurses_problem ccurses_terminal_problem(const char *name);

/// Starts drawing for the terminal called `name`; 0 on failure.
int ccurses_start(const char *name, int width, int height);
/// Frees the screen. Writes nothing.
void ccurses_stop(void);

/// A string of the terminal's description, `NULL` if it has none.
const char *ccurses_string(const char *capability);
/// A number of the terminal's description, -1 if it has none.
int ccurses_number(const char *capability);
/// Whether the terminal has a property, like `RGB`.
int ccurses_flag(const char *capability);
/// How many colours there are; 0 without colours.
int ccurses_colors(void);

void ccurses_resize(int width, int height);
/// Puts characters of one look. What the C library takes for another width than ours, and would thus shift
/// the rest of the line, is replaced.
void ccurses_put(int x, int y, const ccurses_character *characters, size_t count, ccurses_look look);
/// Blanks the whole screen.
void ccurses_erase(void);
/// Shows the cursor at `x`, `y`, or hides it where `x` is negative.
void ccurses_cursor(int x, int y);
/// Forgets what the terminal shows: the next update clears it and draws everything.
void ccurses_forget(void);
/// Draws into memory what changed.
void ccurses_update(void);
/// Moves what was drawn to `bytes`, at most `room` bytes; 0 if there is no more.
size_t ccurses_take(uint8_t *bytes, size_t room);
