#include "cbytes.h"

#include <string.h>

// The vectors are the compiler's own, so that there is one text for all processors: where one has no vectors of this
// width, the compiler takes several of its own or plain bytes.
enum { HALF = 32, WHOLE = 64 };
typedef uint8_t bytes_of_half __attribute__((vector_size(HALF)));
typedef _Bool bits_of_half __attribute__((ext_vector_type(HALF)));

/// A bit for each byte of a vector that a comparison gave.
#define BITS(found) ((uint64_t)__builtin_bit_cast(uint32_t, __builtin_convertvector(found, bits_of_half)))

/// Adds the kinds of half as many bytes as have a word, and answers a bit for each carriage return.
static inline __attribute__((always_inline)) uint64_t find_half(
    const uint8_t *from, int shift, struct cbytes_kinds *kinds) {
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

static inline __attribute__((always_inline)) _Bool find_all(
    const uint8_t *bytes, size_t count, struct cbytes_kinds *kinds) {
    uint8_t rest[WHOLE] = {0};
    uint64_t returns = 0;
    for (size_t offset = 0; offset < count; offset += WHOLE) {
        const uint8_t *from = bytes + offset;
        if (count - offset < WHOLE) {
            memcpy(rest, from, count - offset);
            from = rest;
        }
        struct cbytes_kinds found = {0};
        returns |= find_half(from, 0, &found);
        returns |= find_half(from + HALF, HALF, &found);
        *kinds++ = found;
    }
    return returns != 0;
}

_Bool cbytes_find_kinds_anywhere(const uint8_t *bytes, size_t count, struct cbytes_kinds *kinds) {
    return find_all(bytes, count, kinds);
}

#if defined(__x86_64__)
static __attribute__((target("avx2"))) _Bool find_all_at_once(
    const uint8_t *bytes, size_t count, struct cbytes_kinds *kinds) {
    return find_all(bytes, count, kinds);
}

_Bool cbytes_find_kinds(const uint8_t *bytes, size_t count, struct cbytes_kinds *kinds) {
    if (__builtin_cpu_supports("avx2")) return find_all_at_once(bytes, count, kinds);
    return find_all(bytes, count, kinds);
}
#else
_Bool cbytes_find_kinds(const uint8_t *bytes, size_t count, struct cbytes_kinds *kinds) {
    return find_all(bytes, count, kinds);
}
#endif
