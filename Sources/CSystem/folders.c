#include "csystem.h"
#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/// The kernel's own form of an entry, which glibc keeps to itself.
struct kernel_entry {
    uint64_t inode;
    int64_t next;
    uint16_t size;
    uint8_t type;
    char name[];
};

long csystem_list(int folder, void *buffer, size_t size) {
    long count = syscall(SYS_getdents64, folder, buffer, size);
    return count < 0 ? -errno : count;
}

static enum csystem_kind kind_of_type(uint8_t type) {
    switch (type) {
    case DT_REG: return CSYSTEM_KIND_FILE;
    case DT_DIR: return CSYSTEM_KIND_FOLDER;
    case DT_LNK: return CSYSTEM_KIND_LINK;
    case DT_UNKNOWN: return CSYSTEM_KIND_UNKNOWN;
    default: return CSYSTEM_KIND_OTHER;
    }
}

int csystem_next_entry(const void *buffer, size_t count, size_t *offset, struct csystem_entry *entry) {
    while (*offset < count) {
        const struct kernel_entry *found = (const void *)((const char *)buffer + *offset);
        *offset += found->size;
        const char *name = found->name;
        if (name[0] == '.' && (name[1] == 0 || (name[1] == '.' && name[2] == 0))) continue;
        *entry = (struct csystem_entry){name, (uint32_t)strlen(name), kind_of_type(found->type)};
        return 1;
    }
    return 0;
}

enum csystem_kind csystem_kind_of_mode(uint32_t mode) {
    if (S_ISREG(mode)) return CSYSTEM_KIND_FILE;
    if (S_ISDIR(mode)) return CSYSTEM_KIND_FOLDER;
    if (S_ISLNK(mode)) return CSYSTEM_KIND_LINK;
    return CSYSTEM_KIND_OTHER;
}

int csystem_watcher(void) {
    int fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    return fd < 0 ? -errno : fd;
}

int csystem_watch(int watcher, const char *path, int follow) {
    uint32_t mask = IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB | IN_CREATE | IN_DELETE | IN_MOVED_FROM
                    | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR | IN_EXCL_UNLINK;
    int watch = inotify_add_watch(watcher, path, mask | (follow ? 0 : IN_DONT_FOLLOW));
    return watch < 0 ? -errno : watch;
}

int csystem_unwatch(int watcher, int watch) { return inotify_rm_watch(watcher, watch) < 0 ? -errno : 0; }

long csystem_read_stream(int fd, void *bytes, size_t count) {
    long got = read(fd, bytes, count);
    return got < 0 ? -errno : got;
}

static const struct { uint32_t kernel, ours; } changes[] = {
    {IN_CREATE, CSYSTEM_CREATED}, {IN_MODIFY, CSYSTEM_MODIFIED}, {IN_CLOSE_WRITE, CSYSTEM_CLOSED},
    {IN_ATTRIB, CSYSTEM_ATTRIBUTES}, {IN_DELETE, CSYSTEM_DELETED}, {IN_MOVED_FROM, CSYSTEM_MOVED_AWAY},
    {IN_MOVED_TO, CSYSTEM_MOVED_HERE}, {IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT, CSYSTEM_FOLDER_GONE},
    {IN_IGNORED, CSYSTEM_UNWATCHED}, {IN_Q_OVERFLOW, CSYSTEM_OVERFLOW}, {IN_ISDIR, CSYSTEM_IS_FOLDER},
};

int csystem_next_event(const void *buffer, size_t count, size_t *offset, struct csystem_event *event) {
    if (*offset + sizeof(struct inotify_event) > count) return 0;
    const struct inotify_event *found = (const void *)((const char *)buffer + *offset);
    *offset += sizeof *found + found->len;
    uint32_t bits = 0;
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++)
        if (found->mask & changes[i].kernel) bits |= changes[i].ours;
    uint32_t length = found->len ? (uint32_t)strlen(found->name) : 0;
    *event = (struct csystem_event){found->wd, bits, found->name, length};
    return 1;
}
