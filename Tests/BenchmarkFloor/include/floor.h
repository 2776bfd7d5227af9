#ifndef MUSTER_FLOOR_H
#define MUSTER_FLOOR_H

#include <stdint.h>

/// What a reading of all notes met.
struct floor_sum {
    /// Notes read.
    uint64_t files;
    /// Their bytes.
    uint64_t bytes;
    /// The sum of their first bytes, so that nothing is optimised away.
    uint64_t check;
};

/// Reads every byte of every file ending in `.md` below `root` with `threads` threads, and does nothing with them: what
/// an index of the vault can't be faster than. With `stamps` each file is asked for its size and times too, which an
/// index must know to tell a changed note. Answers 0, or -1 where the vault can't be listed.
int floor_read_all(const char *root, int threads, int stamps, struct floor_sum *sum);

/// Gives memory that is free back to the system, so that what is left is what is used.
void floor_give_back(void);

#endif
