#include "csystem.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <sys/xattr.h>
#include <unistd.h>

// linux/fs.h, which declares it, disagrees with other headers.
#define EXCHANGE (1 << 1)

static long result(long value) { return value < 0 ? -errno : value; }

int csystem_open(int folder, const char *path, int flags, uint32_t mode) {
    return (int)result(openat(folder, path, flags | O_CLOEXEC | O_NOCTTY, mode));
}

int csystem_open_resolved(int folder, const char *path, int flags, int beneath) {
    struct open_how how = {
        .flags = (uint64_t)(flags | O_CLOEXEC | ((flags & O_PATH) ? 0 : O_NOCTTY)),
        .resolve = RESOLVE_NO_MAGICLINKS | (beneath ? RESOLVE_BENEATH : 0),
    };
    return (int)result(syscall(SYS_openat2, folder, path, &how, sizeof how));
}

int csystem_close(int fd) { return (int)result(close(fd)); }

static int64_t nanoseconds(struct timespec time) { return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec; }

static int translate(int failed, const struct stat *found, struct csystem_status *status) {
    if (failed) return -errno;
    *status = (struct csystem_status){
        .device = found->st_dev, .inode = found->st_ino, .links = found->st_nlink, .size = found->st_size,
        .modified = nanoseconds(found->st_mtim), .changed = nanoseconds(found->st_ctim),
        .mode = found->st_mode, .owner = found->st_uid, .group = found->st_gid,
    };
    return 0;
}

int csystem_status(int fd, struct csystem_status *status) {
    struct stat found;
#if defined(__x86_64__) || defined(__aarch64__)
    // The library asks for a file by its empty path, which takes the kernel a seventh longer; here its structure is the
    // kernel's own.
    return translate((int)syscall(SYS_fstat, fd, &found), &found, status);
#else
    return translate(fstat(fd, &found), &found, status);
#endif
}

int csystem_status_at(int folder, const char *path, int follow, struct csystem_status *status) {
    struct stat found;
    return translate(fstatat(folder, path, &found, follow ? 0 : AT_SYMLINK_NOFOLLOW), &found, status);
}

int csystem_may_write(int folder, const char *path) {
    return (int)result(faccessat(folder, path, W_OK, AT_EACCESS));
}

long csystem_read(int fd, void *bytes, size_t count, int64_t offset) {
    return result(pread(fd, bytes, count, offset));
}

long csystem_write(int fd, const void *bytes, size_t count, int64_t offset) {
    return result(pwrite(fd, bytes, count, offset));
}

int csystem_sync(int fd) { return (int)result(fsync(fd)); }

int csystem_sync_data(int fd) { return (int)result(fdatasync(fd)); }

int csystem_truncate(int fd, int64_t size) { return (int)result(ftruncate(fd, size)); }

int csystem_reserve(int fd, int64_t offset, int64_t count) {
    return (int)result(fallocate(fd, FALLOC_FL_KEEP_SIZE, offset, count));
}

int csystem_give_back(int fd, int64_t offset, int64_t count) {
    return (int)result(fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, offset, count));
}

int csystem_map(int fd, int64_t offset, size_t count, const void **bytes) {
    void *place = mmap(NULL, count, PROT_READ, MAP_SHARED | MAP_POPULATE, fd, offset);
    if (place == MAP_FAILED) return -errno;
    *bytes = place;
    return 0;
}

int csystem_unmap(const void *bytes, size_t count) { return (int)result(munmap((void *)bytes, count)); }

int csystem_unnamed_file_flags(void) { return O_TMPFILE | O_RDWR; }

int csystem_place_flags(void) { return O_PATH; }

int csystem_name_file(int fd, int folder, const char *name) {
    char path[32];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    return (int)result(linkat(AT_FDCWD, path, folder, name, AT_SYMLINK_FOLLOW));
}

int csystem_link(int folder, const char *name, const char *second) {
    return (int)result(linkat(folder, name, folder, second, 0));
}

int csystem_rename(int folder, const char *from, const char *to) {
    return (int)result(renameat(folder, from, folder, to));
}

int csystem_exchange(int folder, const char *one, const char *other) {
    return (int)result(syscall(SYS_renameat2, folder, one, folder, other, EXCHANGE));
}

int csystem_unlink(int folder, const char *name) { return (int)result(unlinkat(folder, name, 0)); }

int csystem_make_folder(int folder, const char *path, uint32_t mode) {
    return (int)result(mkdirat(folder, path, mode));
}

long csystem_read_link(int folder, const char *name, char *target, size_t size) {
    return result(readlinkat(folder, name, target, size));
}

long csystem_path_of(int fd, char *path, size_t size) {
    char link[32];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    return result(readlink(link, path, size));
}

int csystem_file_system(int fd, int64_t *type) {
    struct statfs found;
    if (fstatfs(fd, &found)) return -errno;
    *type = found.f_type;
    return 0;
}

int csystem_set_owner(int fd, uint32_t owner, uint32_t group) {
    return (int)result(fchown(fd, owner, group));
}

int csystem_set_mode(int fd, uint32_t mode) { return (int)result(fchmod(fd, mode)); }

long csystem_list_attributes(int fd, char *names, size_t size) { return result(flistxattr(fd, names, size)); }

long csystem_get_attribute(int fd, const char *name, void *value, size_t size) {
    return result(fgetxattr(fd, name, value, size));
}

int csystem_set_attribute(int fd, const char *name, const void *value, size_t size) {
    return (int)result(fsetxattr(fd, name, value, size, 0));
}

int csystem_remove_attribute(int fd, const char *name) { return (int)result(fremovexattr(fd, name)); }

int csystem_set_lease(int fd, int lease) {
    static const int kinds[] = {F_UNLCK, F_RDLCK, F_WRLCK};
    return (int)result(fcntl(fd, F_SETLEASE, kinds[lease]));
}

int csystem_lease(int fd) {
    switch (fcntl(fd, F_GETLEASE)) {
    case F_RDLCK: return CSYSTEM_LEASE_READ;
    case F_WRLCK: return CSYSTEM_LEASE_WRITE;
    case F_UNLCK: return CSYSTEM_LEASE_NONE;
    default: return -errno;
    }
}

int csystem_try_lock(int fd, int64_t offset) {
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = offset, .l_len = 1};
    int failure = (int)result(fcntl(fd, F_OFD_SETLK, &lock));
    return failure == -EACCES ? -EAGAIN : failure;
}
