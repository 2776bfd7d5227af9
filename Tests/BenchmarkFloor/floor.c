#define _GNU_SOURCE
#include "floor.h"

#include <dirent.h>
#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

/// A note: its folder's descriptor and its name.
struct entry {
    int folder;
    char *name;
};

/// The notes of the vault, and the next one that no thread has taken.
struct listing {
    struct entry *entries;
    size_t count, room;
    int *folders;
    size_t folder_count, folder_room;
    atomic_size_t next;
};

enum { CHUNK = 64, BUFFER = 1 << 20 };

static int grow(void **memory, size_t count, size_t *room, size_t size) {
    if (count < *room) return 0;
    size_t wanted = *room ? *room * 2 : 1024;
    void *bigger = realloc(*memory, wanted * size);
    if (!bigger) return -1;
    *memory = bigger;
    *room = wanted;
    return 0;
}

static int is_note(const char *name) {
    size_t length = strlen(name);
    return length > 3 && strcasecmp(name + length - 3, ".md") == 0;
}

/// Lists a folder and those below it; its descriptor stays open for the reading.
static int list(struct listing *all, int parent, const char *name) {
    int folder = openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    if (folder < 0) return -1;
    if (grow((void **)&all->folders, all->folder_count, &all->folder_room, sizeof *all->folders)) return -1;
    all->folders[all->folder_count++] = folder;
    DIR *stream = fdopendir(dup(folder));
    if (!stream) return -1;
    for (struct dirent *item; (item = readdir(stream));) {
        if (item->d_name[0] == '.') continue;
        if (item->d_type == DT_DIR) {
            list(all, folder, item->d_name);
        } else if (item->d_type == DT_REG && is_note(item->d_name)) {
            if (grow((void **)&all->entries, all->count, &all->room, sizeof *all->entries)) break;
            all->entries[all->count++] = (struct entry){folder, strdup(item->d_name)};
        }
    }
    closedir(stream);
    return 0;
}

struct reader {
    struct listing *all;
    int stamps;
    struct floor_sum sum;
};

static void *read_some(void *argument) {
    struct reader *self = argument;
    unsigned char *buffer = malloc(BUFFER);
    if (!buffer) return NULL;
    for (;;) {
        size_t first = atomic_fetch_add(&self->all->next, CHUNK);
        if (first >= self->all->count) break;
        size_t end = first + CHUNK < self->all->count ? first + CHUNK : self->all->count;
        for (size_t index = first; index < end; index++) {
            struct entry *entry = &self->all->entries[index];
            int file = openat(entry->folder, entry->name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
            if (file < 0) continue;
            self->sum.files++;
            struct stat status;
            if (self->stamps && fstat(file, &status) == 0) self->sum.check += (uint64_t)status.st_mtim.tv_nsec;
            for (ssize_t count; (count = read(file, buffer, BUFFER)) > 0;) {
                self->sum.bytes += (uint64_t)count;
                self->sum.check += buffer[0];
                if (count < BUFFER) break;
            }
            close(file);
        }
    }
    free(buffer);
    return NULL;
}

int floor_read_all(const char *root, int threads, int stamps, struct floor_sum *sum) {
    struct listing all = {0};
    *sum = (struct floor_sum){0};
    if (list(&all, AT_FDCWD, root)) return -1;
    pthread_t *started = calloc((size_t)threads, sizeof *started);
    struct reader *readers = calloc((size_t)threads, sizeof *readers);
    for (int index = 0; index < threads; index++) {
        readers[index].all = &all;
        readers[index].stamps = stamps;
        pthread_create(&started[index], NULL, read_some, &readers[index]);
    }
    for (int index = 0; index < threads; index++) {
        pthread_join(started[index], NULL);
        sum->files += readers[index].sum.files;
        sum->bytes += readers[index].sum.bytes;
        sum->check += readers[index].sum.check;
    }
    for (size_t index = 0; index < all.count; index++) free(all.entries[index].name);
    for (size_t index = 0; index < all.folder_count; index++) close(all.folders[index]);
    free(all.entries);
    free(all.folders);
    free(started);
    free(readers);
    return 0;
}

void floor_give_back(void) { malloc_trim(0); }
