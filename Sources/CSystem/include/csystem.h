// The kernel calls that Swift cannot see, or cannot see safely: Linux only.
//
// Every function that can fail returns 0 or more, or a negative errno (-ENOENT), so that nobody has to read
// `errno` across languages. None keeps a pointer after it has returned.
#pragma once
#include <stddef.h>
#include <stdint.h>

// ---- Files ---------------------------------------------------------------------------------------------

/// What the kernel knows about a file: times in nanoseconds since 1970, sizes in bytes.
struct csystem_status {
    uint64_t device, inode, links;
    int64_t size, modified, changed;
    uint32_t mode, owner, group;
};

/// openat(2), always with O_CLOEXEC and O_NOCTTY. Returns a descriptor.
int csystem_open(int folder, const char *path, int flags, uint32_t mode);
/// openat2(2) with RESOLVE_NO_MAGICLINKS, and RESOLVE_BENEATH if `beneath`. -ENOSYS where the kernel lacks
/// it.
int csystem_open_resolved(int folder, const char *path, int flags, int beneath);
/// close(2). The descriptor is gone whatever the result says.
int csystem_close(int fd);
/// fstat(2).
int csystem_status(int fd, struct csystem_status *status);
/// fstatat(2), which does not follow a symbolic link at the end of `path` unless `follow`.
int csystem_status_at(int folder, const char *path, int follow, struct csystem_status *status);
/// faccessat(2) for writing, with the effective ids. 0: allowed.
int csystem_may_write(int folder, const char *path);
/// pread(2): how many bytes were read, 0 at the end.
long csystem_read(int fd, void *bytes, size_t count, int64_t offset);
/// pwrite(2): how many bytes were written.
long csystem_write(int fd, const void *bytes, size_t count, int64_t offset);
/// fsync(2).
int csystem_sync(int fd);
/// fdatasync(2).
int csystem_sync_data(int fd);
/// ftruncate(2).
int csystem_truncate(int fd, int64_t size);
/// fallocate(2) with FALLOC_FL_KEEP_SIZE: room for `count` bytes behind `offset`, no byte changed.
int csystem_reserve(int fd, int64_t offset, int64_t count);
/// fallocate(2) with FALLOC_FL_PUNCH_HOLE: gives the room of a range back, which reads as zeros from then on.
int csystem_give_back(int fd, int64_t offset, int64_t count);
/// mmap(2) of a file's range for reading, all of it at hand at once: `*bytes` is where. `offset` is a multiple of
/// the page size.
int csystem_map(int fd, int64_t offset, size_t count, const void **bytes);
/// munmap(2).
int csystem_unmap(const void *bytes, size_t count);
/// The flags of an unnamed file in a folder (O_TMPFILE), which Swift's Glibc does not export.
int csystem_unnamed_file_flags(void);
/// The flag of a mere place in the tree (O_PATH), which it does not export either.
int csystem_place_flags(void);
/// Gives the unnamed file `fd` a name that must not exist yet.
int csystem_name_file(int fd, int folder, const char *name);
/// linkat(2) without following: a second name for a file; the name must not exist yet.
int csystem_link(int folder, const char *name, const char *second);
/// renameat(2) inside one folder.
int csystem_rename(int folder, const char *from, const char *to);
/// renameat2(2) with RENAME_EXCHANGE inside one folder.
int csystem_exchange(int folder, const char *one, const char *other);
/// unlinkat(2) of a file.
int csystem_unlink(int folder, const char *name);
/// mkdirat(2).
int csystem_make_folder(int folder, const char *path, uint32_t mode);
/// readlinkat(2): how many bytes the target has; it is cut at `size` and not terminated.
long csystem_read_link(int folder, const char *name, char *target, size_t size);
/// The absolute path of an open file as /proc tells it: how many bytes; cut at `size`, not terminated.
long csystem_path_of(int fd, char *path, size_t size);
/// The f_type of the file system that holds `fd` (statfs(2)).
int csystem_file_system(int fd, int64_t *type);

/// fchown(2).
int csystem_set_owner(int fd, uint32_t owner, uint32_t group);
/// fchmod(2).
int csystem_set_mode(int fd, uint32_t mode);
/// flistxattr(2): the names, each with its NUL, or with `size` 0 how many bytes they take.
long csystem_list_attributes(int fd, char *names, size_t size);
/// fgetxattr(2): the value, or with `size` 0 how many bytes it takes.
long csystem_get_attribute(int fd, const char *name, void *value, size_t size);
/// fsetxattr(2).
int csystem_set_attribute(int fd, const char *name, const void *value, size_t size);
/// fremovexattr(2).
int csystem_remove_attribute(int fd, const char *name);

// ---- Locks and leases ----------------------------------------------------------------------------------

/// The kinds of lease (fcntl(2), F_SETLEASE).
enum csystem_lease { CSYSTEM_LEASE_NONE = 0, CSYSTEM_LEASE_READ = 1, CSYSTEM_LEASE_WRITE = 2 };
/// Takes or gives back a lease. The kernel announces a breaker with SIGIO, which must be ignored.
int csystem_set_lease(int fd, int lease);
/// The lease that is left: less than what was taken once somebody wants to open the file.
int csystem_lease(int fd);
/// Tries to lock the byte at `offset` for this open file (an OFD lock, which also holds between threads).
/// -EAGAIN: somebody else has it. It goes with the descriptor.
int csystem_try_lock(int fd, int64_t offset);

// ---- Folders -------------------------------------------------------------------------------------------

/// What a folder's entry is; unknown where the file system does not say.
enum csystem_kind {
    CSYSTEM_KIND_UNKNOWN = 0, CSYSTEM_KIND_FILE, CSYSTEM_KIND_FOLDER, CSYSTEM_KIND_LINK, CSYSTEM_KIND_OTHER
};
/// One entry of a folder. `name` points into the buffer that csystem_list filled.
struct csystem_entry {
    const char *name;
    uint32_t length;
    enum csystem_kind kind;
};
/// getdents64(2): fills `buffer` and returns how many bytes; 0 at the end.
long csystem_list(int folder, void *buffer, size_t size);
/// The entry at `*offset` of a buffer with `count` bytes filled, `.` and `..` left out, and moves `*offset`
/// on. 1: there was one. 0: the buffer is used up.
int csystem_next_entry(const void *buffer, size_t count, size_t *offset, struct csystem_entry *entry);
/// The kind that a status' mode tells.
enum csystem_kind csystem_kind_of_mode(uint32_t mode);

// ---- Watching ------------------------------------------------------------------------------------------

/// What happened to a name in a watched folder, as bits.
enum csystem_change {
    CSYSTEM_CREATED = 1, CSYSTEM_MODIFIED = 2, CSYSTEM_CLOSED = 4, CSYSTEM_ATTRIBUTES = 8,
    CSYSTEM_DELETED = 16, CSYSTEM_MOVED_AWAY = 32, CSYSTEM_MOVED_HERE = 64,
    CSYSTEM_FOLDER_GONE = 128,   ///< the watched folder itself was deleted, moved or unmounted
    CSYSTEM_UNWATCHED = 256,     ///< the kernel dropped the watch
    CSYSTEM_OVERFLOW = 512,      ///< events were lost; `watch` is -1
    CSYSTEM_IS_FOLDER = 1024     ///< the name is that of a folder
};
/// One event. `name` points into the buffer; `length` 0 means the watched folder itself.
struct csystem_event {
    int watch;
    uint32_t changes;
    const char *name;
    uint32_t length;
};
/// inotify_init1(2), CLOEXEC and NONBLOCK.
int csystem_watcher(void);
/// inotify_add_watch(2) of a folder, for everything in csystem_change. Does not follow a link unless
/// `follow`.
int csystem_watch(int watcher, const char *path, int follow);
/// inotify_rm_watch(2).
int csystem_unwatch(int watcher, int watch);
/// read(2) at the file's own position, for event descriptors: how many bytes, -EAGAIN when there is nothing.
long csystem_read_stream(int fd, void *bytes, size_t count);
/// The event at `*offset` of what csystem_read_stream filled, and moves `*offset` on. 1, or 0 at the end.
int csystem_next_event(const void *buffer, size_t count, size_t *offset, struct csystem_event *event);

// ---- The main loop -------------------------------------------------------------------------------------

/// Blocks `count` signals in this thread, and in those it starts later, and returns a descriptor that is
/// readable when one is pending (CLOEXEC and NONBLOCK).
int csystem_signal_descriptor(const int *signals, int count);
/// The number of the next pending signal, or 0.
int csystem_next_signal(int fd);
/// Unblocks every signal in this thread: for a child between fork and exec.
int csystem_unblock_signals(void);
/// Ignores `signal` in the whole process.
int csystem_ignore_signal(int signal);
/// An eventfd(2), CLOEXEC and NONBLOCK: how one thread wakes another that polls.
int csystem_event_descriptor(void);
/// Makes the eventfd readable.
int csystem_raise_event(int fd);
/// Takes the eventfd's count away, so that it is no longer readable.
int csystem_clear_event(int fd);
/// poll(2) on up to 8 descriptors for reading. Returns a bit for each that is readable or broken; 0 after
/// `milliseconds` (-1: waits for ever) or a signal.
int csystem_wait_readable(const int *fds, int count, int milliseconds);
/// The size of the terminal behind `fd` in character cells.
int csystem_terminal_size(int fd, int *columns, int *rows);

/// The wall clock, in nanoseconds since 1970.
int64_t csystem_wall_clock(void);
/// A clock that only runs forward, in nanoseconds.
int64_t csystem_monotonic_clock(void);
/// Sleeps.
void csystem_sleep(int64_t nanoseconds);
/// getrandom(2), 8 bytes of it.
uint64_t csystem_random(void);
/// The words for an errno, which must not be freed.
const char *csystem_error_text(int number);

/// Starts a thread with an 8 MiB stack and all signals but those of faults blocked, which calls
/// `body(context)` once. `*thread` must be joined.
int csystem_start_thread(void (*body)(void *), void *context, uint64_t *thread);
/// Waits for a thread to end.
int csystem_join_thread(uint64_t thread);

/// The environment of this process as posix_spawn(3) wants it.
char **csystem_environment(void);
