#define NCURSES_WIDECHAR 1
#include "ccurses.h"

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

static SCREEN *screen;
/// What ncurses writes to: a file in memory.
static FILE *drawn;
/// What ncurses would read from; it never does.
static FILE *nothing;

int ccurses_use_utf8(void) {
    static const char *const locales[] = {"", "C.UTF-8", "C.utf8", "en_US.UTF-8"};
    for (size_t i = 0; i < sizeof locales / sizeof *locales; i++) {
        if (setlocale(LC_CTYPE, locales[i]) && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return 1;
    }
    return 0;
}

ccurses_problem ccurses_terminal_problem(const char *name) {
    int error = 0;
    if (!*name || setupterm(name, STDOUT_FILENO, &error) != OK) return CCURSES_UNKNOWN;
    ccurses_problem problem = ccurses_string("cup") ? CCURSES_NONE : CCURSES_NO_CURSOR_MOVEMENT;
    del_curterm(cur_term);
    return problem;
}

/// newterm, without the handlers of signals that it installs.
static SCREEN *new_terminal(const char *name) {
    static const int signals[] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
    enum { COUNT = sizeof signals / sizeof *signals };
    struct sigaction before[COUNT];
    for (int i = 0; i < COUNT; i++) sigaction(signals[i], NULL, &before[i]);
    SCREEN *new = newterm(name, drawn, nothing);
    for (int i = 0; i < COUNT; i++) sigaction(signals[i], &before[i], NULL);
    return new;
}

int ccurses_start(const char *name, int width, int height) {
    int memory = memfd_create("screen", MFD_CLOEXEC);
    if (memory < 0) return 0;
    drawn = fdopen(memory, "w+");
    nothing = fopen("/dev/null", "re");
    screen = drawn && nothing ? new_terminal(name) : NULL;
    if (!screen) {
        ccurses_stop();
        return 0;
    }
    set_term(screen);
    nonl();
    typeahead(-1);
    leaveok(stdscr, FALSE);
    scrollok(stdscr, FALSE);
    if (has_colors()) {
        start_color();
        use_default_colors();
    }
    resizeterm(height, width);
    ccurses_cursor(-1, 0);
    return 1;
}

void ccurses_stop(void) {
    if (screen) {
        endwin();
        delscreen(screen);
    }
    if (drawn) fclose(drawn);
    if (nothing) fclose(nothing);
    screen = NULL;
    drawn = NULL;
    nothing = NULL;
}

const char *ccurses_string(const char *capability) {
    const char *string = tigetstr(capability);
    return string == (const char *)-1 ? NULL : string;
}

int ccurses_number(const char *capability) {
    int number = tigetnum(capability);
    return number < 0 ? -1 : number;
}

int ccurses_flag(const char *capability) { return tigetflag(capability) > 0; }

int ccurses_colors(void) { return has_colors() ? COLORS : 0; }

void ccurses_resize(int width, int height) { resizeterm(height, width); }

static attr_t attributes_of(uint32_t bits) {
    attr_t attributes = WA_NORMAL;
    if (bits & CCURSES_BOLD) attributes |= WA_BOLD;
    if (bits & CCURSES_ITALIC) attributes |= WA_ITALIC;
    if (bits & CCURSES_UNDERLINE) attributes |= WA_UNDERLINE;
    if (bits & CCURSES_REVERSE) attributes |= WA_REVERSE;
    if (bits & CCURSES_DIM) attributes |= WA_DIM;
    return attributes;
}

/// The pair of two colours; 0, the terminal's own, where pairs have run out.
static int pair_of(ccurses_look look) {
    // Without colours, alloc_pair would use a table that was never made.
    if (!has_colors() || (look.foreground < 0 && look.background < 0)) return 0;
    int pair = alloc_pair(look.foreground, look.background);
    return pair < 0 ? 0 : pair;
}

/// Adds a character of the width that ncurses believes in, which may be several of its cells.
static size_t add(cchar_t *cells, const ccurses_character *character, attr_t attributes, int pair) {
    size_t count = 0;
    int width = 0;
    wchar_t text[CCHARW_MAX + 1] = {0};
    size_t length = 0;
    for (int i = 0; i < 5 && character->scalars[i]; i++) {
        wchar_t scalar = (wchar_t)character->scalars[i];
        int own = wcwidth(scalar);
        if (own < 0) width = 99;
        width += own;
        if (own > 0 && length > 0) {
            setcchar(&cells[count++], text, attributes, 0, &pair);
            memset(text, 0, sizeof text);
            length = 0;
        }
        if (length < CCHARW_MAX) text[length++] = scalar;
    }
    if (length > 0) setcchar(&cells[count++], text, attributes, 0, &pair);
    if (width == character->width) return count;
    for (int i = 0; i < character->width; i++) {
        setcchar(&cells[i], i == 0 ? L"\uFFFD" : L" ", attributes, 0, &pair);
    }
    return (size_t)character->width;
}

void ccurses_put(int x, int y, const ccurses_character *characters, size_t count, ccurses_look look) {
    enum { BATCH = 64 };
    cchar_t cells[BATCH + 5];
    attr_t attributes = attributes_of(look.attributes);
    int pair = pair_of(look);
    size_t used = 0;
    int column = x;
    for (size_t i = 0; i < count; i++) {
        used += add(&cells[used], &characters[i], attributes, pair);
        column += characters[i].width;
        if (used < BATCH && i + 1 < count) continue;
        mvadd_wchnstr(y, x, cells, (int)used);
        used = 0;
        x = column;
    }
}

void ccurses_erase(void) { erase(); }

void ccurses_cursor(int x, int y) {
    if (x < 0) {
        curs_set(0);
    } else {
        move(y, x);
        curs_set(1);
    }
}

void ccurses_forget(void) {
    clearok(curscr, TRUE);
    // Whoever used the terminal meanwhile may have shown the cursor or hidden it.
    int shown = curs_set(1);
    curs_set(0);
    if (shown > 0) curs_set(shown);
}

void ccurses_update(void) {
    wnoutrefresh(stdscr);
    doupdate();
}

size_t ccurses_take(uint8_t *bytes, size_t room) {
    static off_t taken;
    int memory = fileno(drawn);
    ssize_t length = pread(memory, bytes, room, taken);
    if (length > 0) {
        taken += length;
        return (size_t)length;
    }
    taken = 0;
    if (ftruncate(memory, 0) == 0) lseek(memory, 0, SEEK_SET);
    return 0;
}
