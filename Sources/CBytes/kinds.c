#include "cbytes.h"

#include <string.h>

// The vectors are the compiler's own, so that there is one text for all processors: where one has no vectors of this
// width, the compiler takes several of its own or plain bytes.
enum { HALF = 32, WHOLE = 64 };
typedef uint8_t bytes_of_half __attribute__((vector_size(HALF)));
typedef _Bool bits_of_half __attribute__((ext_vector_type(HALF)));

/// A bit for each byte of a vector that a comparison gave.
#define BITS(found) ((uint64_t)__builtin_bit_cast(uint32_t, __builtin_convertvector(found, bits_of_half)))

/// What is compiled more than once, each time for another processor.
#define EACH_TIME static inline __attribute__((always_inline))

/// Adds the kinds of half as many bytes as have a word, and answers a bit for each carriage return.
EACH_TIME uint64_t find_half(const uint8_t *from, int shift, struct cbytes_kinds *kinds) {
    bytes_of_half bytes;
    memcpy(&bytes, from, HALF);
    bytes_of_half signs = (bytes_of_half)((bytes - '#') <= 2);
    bytes_of_half brackets = (bytes_of_half)((bytes - '[') <= 2);
    bytes_of_half others = (bytes_of_half)((bytes == ':') | (bytes == '<') | (bytes == '`'));
    kinds->feeds |= BITS(bytes == '\n') << shift;
    kinds->marks |= BITS((signs | (brackets & (bytes_of_half)(bytes != ']')) | others)) << shift;
    kinds->joints |= BITS((brackets | (bytes_of_half)(bytes == '|'))) << shift;
    kinds->wide |= BITS(bytes >= 0x80) << shift;
    return BITS(bytes == '\r');
}

EACH_TIME struct cbytes_summary find_kinds(const uint8_t *bytes, size_t count, struct cbytes_kinds *kinds) {
    uint8_t rest[WHOLE] = {0};
    uint64_t returns = 0;
    struct cbytes_summary summary = {0};
    for (size_t offset = 0; offset < count; offset += WHOLE) {
        const uint8_t *from = bytes + offset;
        if (count - offset < WHOLE) {
            memcpy(rest, from, count - offset);
            from = rest;
        }
        struct cbytes_kinds found = {0};
        returns |= find_half(from, 0, &found);
        returns |= find_half(from + HALF, HALF, &found);
        summary.feeds += (size_t)__builtin_popcountll(found.feeds);
        *kinds++ = found;
    }
    summary.has_returns = returns != 0;
    return summary;
}

/// Where a line ends can't be foreseen, so each word is taken as if four did in it, and only then are they counted.
EACH_TIME void find_lines(const struct cbytes_kinds *kinds, size_t count, struct cbytes_line *lines) {
    enum { AT_ONCE = cbytes_spare_lines - 1 };
    lines->start = 0;
    for (size_t word = 0; word < count; word++) {
        uint64_t feeds = kinds[word].feeds;
        uint32_t offset = (uint32_t)(word * WHOLE);
        for (int left = __builtin_popcountll(feeds); left > 0; left -= AT_ONCE) {
            for (int index = 0; index < AT_ONCE; index++) {
                uint32_t feed = offset + (uint32_t)(feeds ? __builtin_ctzll(feeds) : 0);
                lines[index].end = feed;
                lines[index + 1].start = feed + 1;
                feeds &= feeds - 1;
            }
            lines += left < AT_ONCE ? left : AT_ONCE;
        }
    }
}

struct cbytes_summary cbytes_find_kinds_anywhere(const uint8_t *bytes, size_t count, struct cbytes_kinds *kinds) {
    return find_kinds(bytes, count, kinds);
}

void cbytes_find_lines_anywhere(const struct cbytes_kinds *kinds, size_t count, struct cbytes_line *lines) {
    find_lines(kinds, count, lines);
}

#if defined(__x86_64__)
/// Whether the processor has what the functions below are compiled for.
static int is_newer(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt");
}

static __attribute__((target("avx2,popcnt"))) struct cbytes_summary find_kinds_on_newer(
    const uint8_t *bytes, size_t count, struct cbytes_kinds *kinds) {
    return find_kinds(bytes, count, kinds);
}

static __attribute__((target("bmi,popcnt"))) void find_lines_on_newer(
    const struct cbytes_kinds *kinds, size_t count, struct cbytes_line *lines) {
    find_lines(kinds, count, lines);
}

struct cbytes_summary cbytes_find_kinds(const uint8_t *bytes, size_t count, struct cbytes_kinds *kinds) {
    return is_newer() ? find_kinds_on_newer(bytes, count, kinds) : find_kinds(bytes, count, kinds);
}

void cbytes_find_lines(const struct cbytes_kinds *kinds, size_t count, struct cbytes_line *lines) {
    if (is_newer()) find_lines_on_newer(kinds, count, lines);
    else find_lines(kinds, count, lines);
}
#else
struct cbytes_summary cbytes_find_kinds(const uint8_t *bytes, size_t count, struct cbytes_kinds *kinds) {
    return find_kinds(bytes, count, kinds);
}

void cbytes_find_lines(const struct cbytes_kinds *kinds, size_t count, struct cbytes_line *lines) {
    find_lines(kinds, count, lines);
}
#endif
