#include "csystem.h"
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/random.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

int csystem_signal_descriptor(const int *signals, int count) {
    sigset_t set;
    sigemptyset(&set);
    for (int i = 0; i < count; i++)
        if (sigaddset(&set, signals[i])) return -errno;
    int failure = pthread_sigmask(SIG_BLOCK, &set, NULL);
    if (failure) return -failure;
    int fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    return fd < 0 ? -errno : fd;
}

int csystem_next_signal(int fd) {
    struct signalfd_siginfo info;
    return read(fd, &info, sizeof info) == sizeof info ? (int)info.ssi_signo : 0;
}

int csystem_unblock_signals(void) {
    sigset_t none;
    sigemptyset(&none);
    return -pthread_sigmask(SIG_SETMASK, &none, NULL);
}

int csystem_ignore_signal(int number) { return signal(number, SIG_IGN) == SIG_ERR ? -errno : 0; }

int csystem_event_descriptor(void) {
    int fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    return fd < 0 ? -errno : fd;
}

int csystem_raise_event(int fd) {
    uint64_t one = 1;
    return write(fd, &one, sizeof one) < 0 && errno != EAGAIN ? -errno : 0;
}

int csystem_clear_event(int fd) {
    uint64_t count;
    return read(fd, &count, sizeof count) < 0 && errno != EAGAIN ? -errno : 0;
}

int csystem_wait_readable(const int *fds, int count, int milliseconds) {
    struct pollfd polled[8];
    if (count < 0 || count > 8) return -EINVAL;
    for (int i = 0; i < count; i++) polled[i] = (struct pollfd){.fd = fds[i], .events = POLLIN};
    int ready = poll(polled, (nfds_t)count, milliseconds);
    if (ready < 0) return errno == EINTR ? 0 : -errno;
    int bits = 0;
    for (int i = 0; i < count; i++)
        if (polled[i].revents) bits |= 1 << i;
    return bits;
}

int csystem_terminal_size(int fd, int *columns, int *rows) {
    struct winsize size;
    if (ioctl(fd, TIOCGWINSZ, &size)) return -errno;
    *columns = size.ws_col;
    *rows = size.ws_row;
    return 0;
}

static int64_t clock_time(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

int64_t csystem_wall_clock(void) { return clock_time(CLOCK_REALTIME); }

int64_t csystem_monotonic_clock(void) { return clock_time(CLOCK_MONOTONIC); }

void csystem_sleep(int64_t nanoseconds) {
    struct timespec time = {nanoseconds / 1000000000, nanoseconds % 1000000000};
    while (nanosleep(&time, &time) && errno == EINTR) {}
}

uint64_t csystem_random(void) {
    uint64_t number = 0;
    while (getrandom(&number, sizeof number, 0) != sizeof number && errno == EINTR) {}
    return number;
}

const char *csystem_error_text(int number) {
    const char *text = strerrordesc_np(number);
    return text ? text : "unknown error";
}

struct thread_start {
    void (*body)(void *);
    void *context;
};

/// Where a crash handler runs when the thread's own stack is used up.
enum { SIGNAL_STACK = 1 << 16 };

static void *run(void *argument) {
    struct thread_start start = *(struct thread_start *)argument;
    free(argument);
    stack_t stack = {.ss_sp = malloc(SIGNAL_STACK), .ss_size = SIGNAL_STACK}, none = {.ss_flags = SS_DISABLE};
    if (stack.ss_sp) sigaltstack(&stack, NULL);
    start.body(start.context);
    if (stack.ss_sp) sigaltstack(&none, NULL);
    free(stack.ss_sp);
    return NULL;
}

int csystem_start_thread(void (*body)(void *), void *context, uint64_t *thread) {
    struct thread_start *start = malloc(sizeof *start);
    if (!start) return -ENOMEM;
    *start = (struct thread_start){body, context};
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 8 << 20);
    // Blocked here, so that the thread is born with them blocked: signals belong to the main loop. Those that
    // a fault of the thread itself raises stay open, so that a crash handler can put the terminal right.
    static const int faults[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE};
    sigset_t all, before;
    sigfillset(&all);
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) sigdelset(&all, faults[i]);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_t id;
    int failure = pthread_create(&id, &attributes, run, start);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
    if (failure) {
        free(start);
        return -failure;
    }
    *thread = (uint64_t)id;
    return 0;
}

int csystem_join_thread(uint64_t thread) { return -pthread_join((pthread_t)thread, NULL); }
