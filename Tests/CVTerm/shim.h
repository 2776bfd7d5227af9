#pragma once
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>
#include <vterm.h>

// Colours are a tagged union whose tests are macros, and attributes are bit-fields: Swift sees neither.

/// The index of a cell's foreground; -1 for the terminal's own, -2 for a colour of no palette.
static inline int cvterm_foreground(const VTermScreenCell *cell) {
    if (VTERM_COLOR_IS_DEFAULT_FG(&cell->fg)) return -1;
    return VTERM_COLOR_IS_INDEXED(&cell->fg) ? cell->fg.indexed.idx : -2;
}

/// The index of a cell's background; as cvterm_foreground.
static inline int cvterm_background(const VTermScreenCell *cell) {
    if (VTERM_COLOR_IS_DEFAULT_BG(&cell->bg)) return -1;
    return VTERM_COLOR_IS_INDEXED(&cell->bg) ? cell->bg.indexed.idx : -2;
}

// Pseudo-terminals need ioctl and syscall, which are variadic.

/// Sets the size of the terminal behind `fd`.
static inline int cvterm_set_size(int fd, int columns, int rows) {
    struct winsize size = {(unsigned short)rows, (unsigned short)columns, 0, 0};
    return ioctl(fd, TIOCSWINSZ, &size);
}

/// Opens a pseudo-terminal and puts the path of its other end into `name`; -1 with errno set on failure.
static inline int cvterm_open_pty(int columns, int rows, char *name, size_t room) {
    int fd = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC);
    int lock = 0;
    unsigned int number = 0;
    if (fd < 0) return -1;
    if (ioctl(fd, TIOCSPTLCK, &lock) || ioctl(fd, TIOCGPTN, &number) || cvterm_set_size(fd, columns, rows)) {
        close(fd);
        return -1;
    }
    snprintf(name, room, "/dev/pts/%u", number);
    return fd;
}

/// A descriptor that can be read when the process has ended.
static inline int cvterm_open_process(pid_t process) { return (int)syscall(SYS_pidfd_open, process, 0); }
