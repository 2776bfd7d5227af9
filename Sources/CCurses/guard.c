#include "guard.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

enum { LONGEST = 1024, SECONDS_TO_END = 2, MOST_SIGNALS = 32 };

static int terminal = -1;
static struct termios cooked, raw;
static uint8_t enter_bytes[LONGEST], leave_bytes[LONGEST];
static size_t enter_count, leave_count;
static int wake_read = -1, wake_write = -1;

/// Whether the terminal is in our modes; and whether it was given to another program.
static atomic_int inside, lent;
static atomic_int pending, termination;
/// What standard output and standard error were, and the memory that they go to while we draw.
static int streams[3] = {-1, -1, -1}, notes = -1;

static struct {
    int signal;
    struct sigaction before;
} installed[MOST_SIGNALS];
static int installed_count;

/// Ignored while we draw: a write that fails is noticed where it is made.
static const int ignored[] = {SIGPIPE, SIGTTOU, SIGIO};

/// Writes what may be taken at once.
static void write_now(const uint8_t *bytes, size_t count) {
    while (count > 0) {
        ssize_t written = write(terminal, bytes, count);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return;
        bytes += written;
        count -= (size_t)written;
    }
}

/// Lets through what cannot do anything to a terminal: text, line feeds and tabs.
static size_t without_controls(uint8_t *bytes, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        uint8_t byte = bytes[i];
        int is_control = byte == 0x7F || (byte < 0x20 && byte != '\n' && byte != '\t');
        if (byte == 0xC2 && i + 1 < count && bytes[i + 1] < 0xA0) is_control = 1;
        bytes[kept++] = is_control ? '?' : byte;
    }
    return kept;
}

/// Writes what was held back from standard output and standard error, and lets them go on.
static void release_streams(void) {
    for (int fd = 1; fd <= 2; fd++) {
        if (streams[fd] >= 0) dup2(streams[fd], fd);
    }
    uint8_t bytes[4096];
    off_t offset = 0;
    for (int parts = 0; parts < 16 && notes >= 0; parts++) {
        ssize_t count = pread(notes, bytes, sizeof bytes, offset);
        if (count <= 0) break;
        offset += count;
        // Line feeds need no carriage return any more: the terminal is cooked.
        write_now(bytes, without_controls(bytes, (size_t)count));
    }
    if (notes >= 0 && offset > 0 && ftruncate(notes, 0) != 0) return;
}

/// Holds back what anybody writes to standard output or standard error, where that is the terminal.
static void hold_streams(void) {
    for (int fd = 1; fd <= 2; fd++) {
        if (streams[fd] >= 0) dup2(notes, fd);
    }
}

static void give_back(int discard) {
    if (!atomic_exchange(&inside, 0)) return;
    int error = errno;
    // Output that a stuck terminal will not take must not hold us up; neither must TCSADRAIN.
    if (discard) tcflush(terminal, TCOFLUSH);
    tcsetattr(terminal, TCSANOW, &cooked);
    write_now(leave_bytes, leave_count);
    release_streams();
    errno = error;
}

static int take(void) {
    if (!ccurses_guard_is_foreground(terminal)) return 0;
    if (atomic_exchange(&inside, 1)) return 1;
    hold_streams();
    tcsetattr(terminal, TCSANOW, &raw);
    write_now(enter_bytes, enter_count);
    return 1;
}

static void tell(int what) {
    int error = errno;
    atomic_fetch_or(&pending, what);
    if (write(wake_write, "", 1) < 0) errno = EAGAIN;  // full: it is readable already
    errno = error;
}

static void act_by_default(int signal) {
    struct sigaction action = {.sa_handler = SIG_DFL};
    sigaction(signal, &action, NULL);
    sigset_t mask;
    sigemptyset(&mask);
    sigaddset(&mask, signal);
    pthread_sigmask(SIG_UNBLOCK, &mask, NULL);
    raise(signal);
}

/// A crash: the terminal first, then what would have happened anyway.
static void on_crash(int signal, siginfo_t *information, void *context) {
    (void)context;
    give_back(1);
    struct sigaction action = {.sa_handler = SIG_DFL};
    sigaction(signal, &action, NULL);
    // What the processor raised, it raises again on return, and the core is that of the true place.
    int comes_again = information->si_code > 0 && signal != SIGABRT && signal != SIGTRAP;
    if (!comes_again) act_by_default(signal);
}

/// A request to end: the loop is told, and if it does not end in time, the terminal is given back for it.
static void on_request(int signal, siginfo_t *information, void *context) {
    (void)information, (void)context;
    int is_lent = atomic_load(&lent);
    if (is_lent && (signal == SIGINT || signal == SIGQUIT)) return;
    // A closed terminal often hangs up more than once: the first signal counts. While another program has
    // the terminal, there is nothing to end in time: it is waited for.
    int none = 0;
    if (atomic_compare_exchange_strong(&termination, &none, signal) && !is_lent) alarm(SECONDS_TO_END);
    tell(CCURSES_SIGNAL_TERMINATE);
}

static void on_alarm(int signal, siginfo_t *information, void *context) {
    (void)signal, (void)information, (void)context;
    give_back(1);
    _exit(128 + atomic_load(&termination));
}

static void on_continue(int signal, siginfo_t *information, void *context) {
    (void)signal, (void)information, (void)context;
    int error = errno;
    if (!atomic_load(&lent) && ccurses_guard_is_foreground(terminal)) {
        // After a stop that no handler saw, the shell has set its own modes over ours.
        atomic_store(&inside, 0);
        take();
    }
    tell(CCURSES_SIGNAL_CONTINUED);
    errno = error;
}

static void on_resize(int signal, siginfo_t *information, void *context) {
    (void)signal, (void)information, (void)context;
    tell(CCURSES_SIGNAL_RESIZED);
}

static void handle(int signal, void (*handler)(int, siginfo_t *, void *), int flags) {
    struct sigaction action = {.sa_flags = SA_SIGINFO | flags};
    action.sa_sigaction = handler;
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, NULL);
}

static void on_stop(int signal, siginfo_t *information, void *context) {
    (void)information, (void)context;
    int error = errno;
    give_back(1);
    act_by_default(signal);
    handle(signal, on_stop, SA_RESTART);
    // Where no shell could let us go on, the kernel does not stop us, and SIGCONT never comes.
    if (!atomic_load(&lent) && !atomic_load(&inside) && take()) tell(CCURSES_SIGNAL_CONTINUED);
    errno = error;
}

static void remember(int signal) {
    sigaction(signal, NULL, &installed[installed_count].before);
    installed[installed_count++].signal = signal;
}

static void ignore(int is_ignored) {
    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++) {
        signal(ignored[i], is_ignored ? SIG_IGN : SIG_DFL);
    }
}

static void install(void) {
    static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGSYS, SIGXCPU};
    static const int requests[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT};
    for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++) {
        remember(crashes[i]);
        handle(crashes[i], on_crash, SA_ONSTACK | SA_NODEFER | (int)SA_RESETHAND);
    }
    for (size_t i = 0; i < sizeof requests / sizeof *requests; i++) {
        remember(requests[i]);
        handle(requests[i], on_request, SA_RESTART);
    }
    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++) {
        remember(ignored[i]);
    }
    ignore(1);
    remember(SIGALRM);
    handle(SIGALRM, on_alarm, SA_RESTART);
    remember(SIGTSTP);
    handle(SIGTSTP, on_stop, SA_RESTART);
    remember(SIGCONT);
    handle(SIGCONT, on_continue, SA_RESTART);
    remember(SIGWINCH);
    handle(SIGWINCH, on_resize, SA_RESTART);
}

static void prepare_streams(void) {
    notes = memfd_create("streams", MFD_CLOEXEC);
    if (notes < 0) return;
    fcntl(notes, F_SETFL, O_APPEND);
    for (int fd = 1; fd <= 2; fd++) streams[fd] = isatty(fd) ? fcntl(fd, F_DUPFD_CLOEXEC, 3) : -1;
}

static void prepare_stack(void) {
    static uint8_t stack[1 << 16];
    stack_t description = {.ss_sp = stack, .ss_size = sizeof stack};
    sigaltstack(&description, NULL);
}

static void at_exit(void) { give_back(0); }

int ccurses_guard_start(int descriptor, const uint8_t *enter, size_t enter_length, const uint8_t *leave,
                        size_t leave_length) {
    static int registered;
    int ends[2];
    if (enter_length > LONGEST || leave_length > LONGEST) {
        errno = EINVAL;
        return -1;
    }
    if (tcgetattr(descriptor, &cooked) != 0 || pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
    terminal = descriptor;
    raw = cooked;
    cfmakeraw(&raw);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    memcpy(enter_bytes, enter, enter_length);
    memcpy(leave_bytes, leave, leave_length);
    enter_count = enter_length;
    leave_count = leave_length;
    wake_read = ends[0];
    wake_write = ends[1];
    atomic_store(&lent, 0);
    atomic_store(&pending, 0);
    atomic_store(&termination, 0);
    prepare_streams();
    prepare_stack();
    install();
    if (!registered) registered = atexit(at_exit) == 0;
    return wake_read;
}

void ccurses_guard_stop(void) {
    if (terminal < 0) return;
    give_back(0);
    alarm(0);
    while (installed_count > 0) {
        installed_count--;
        sigaction(installed[installed_count].signal, &installed[installed_count].before, NULL);
    }
    int descriptors[] = {wake_read, wake_write, streams[1], streams[2], notes};
    for (size_t i = 0; i < sizeof descriptors / sizeof *descriptors; i++) {
        if (descriptors[i] >= 0) close(descriptors[i]);
    }
    terminal = wake_read = wake_write = streams[1] = streams[2] = notes = -1;
}

int ccurses_guard_enter(void) {
    ignore(1);
    atomic_store(&lent, 0);
    return take();
}

void ccurses_guard_leave(void) {
    atomic_store(&lent, 1);
    give_back(0);
    ignore(0);
}

int ccurses_guard_is_inside(void) { return atomic_load(&inside); }

void ccurses_guard_suspend(void) { kill(0, SIGTSTP); }

int ccurses_guard_is_foreground(int descriptor) {
    pid_t group = tcgetpgrp(descriptor);
    return group < 0 || group == getpgrp();
}

void ccurses_guard_wait_for_foreground(void) { act_by_default(SIGTTIN); }

int ccurses_guard_signals(void) {
    uint8_t bytes[256];
    while (read(wake_read, bytes, sizeof bytes) > 0) continue;
    return atomic_exchange(&pending, 0);
}

int ccurses_guard_termination(void) { return atomic_load(&termination); }

int ccurses_open_terminal(int for_writing) {
    int flags = (for_writing ? O_WRONLY : O_RDONLY) | O_NOCTTY | O_NONBLOCK | O_CLOEXEC;
    int descriptor = open("/dev/tty", flags);
    char name[256];
    for (int fd = 0; fd <= 2 && descriptor < 0; fd++) {
        if (isatty(fd) && ttyname_r(fd, name, sizeof name) == 0) descriptor = open(name, flags);
    }
    return descriptor;
}

int ccurses_terminal_size(int descriptor, int *columns, int *rows) {
    struct winsize size;
    if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return 0;
    *columns = size.ws_col;
    *rows = size.ws_row;
    return 1;
}
