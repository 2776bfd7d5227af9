#include "cbytes.h"

#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

// The vectors are the compiler's own, so that one text does for nearly all processors: where one has no vectors of this
// width, the compiler takes several of its own or plain bytes. Only those with the widest have their own way below.
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
                uint32_t feed = offset + (uint32_t)(feeds ? __builtin_ctzll(feeds) : WHOLE);
                lines[index].end = feed;
                lines[index + 1].start = feed + 1;
                feeds &= feeds - 1;
            }
            lines += left < AT_ONCE ? left : AT_ONCE;
        }
    }
}

#if defined(__x86_64__)
static __attribute__((target("avx2,popcnt"))) struct cbytes_summary find_kinds_on_newer(
    const uint8_t *bytes, size_t count, struct cbytes_kinds *kinds) {
    return find_kinds(bytes, count, kinds);
}

static __attribute__((target("bmi,popcnt"))) void find_lines_on_newer(
    const struct cbytes_kinds *kinds, size_t count, struct cbytes_line *lines) {
    find_lines(kinds, count, lines);
}

/// Where a whole word fits into a vector and a comparison gives bits at once, a byte is looked up by its lower half and
/// by its upper one: each answers with the groups that it may be in, and both together with the one that it is in.
static __attribute__((target("avx512bw,popcnt"))) struct cbytes_summary find_kinds_on_newest(
    const uint8_t *bytes, size_t count, struct cbytes_kinds *kinds) {
    // # $ %    : <    [ and backslash    ]    `    |    line feed    carriage return
    enum { SIGN = 1, COLON = 2, OPENING = 4, CLOSING = 8, QUOTE = 16, PIPE = 32, FEED = 64, RETURN = 128 };
    const __m512i by_lower = _mm512_broadcast_i32x4(_mm_setr_epi8(
        QUOTE, 0, 0, SIGN, SIGN, SIGN, 0, 0, 0, 0, COLON | FEED, OPENING, COLON | OPENING | PIPE,
        (char)(CLOSING | RETURN), 0, 0));
    const __m512i by_upper = _mm512_broadcast_i32x4(_mm_setr_epi8(
        (char)(FEED | RETURN), 0, SIGN, COLON, 0, OPENING | CLOSING, QUOTE, PIPE, 0, 0, 0, 0, 0, 0, 0, 0));
    __m512i all = _mm512_setzero_si512();
    struct cbytes_summary summary = {0};
    for (size_t offset = 0; offset < count; offset += WHOLE) {
        size_t left = count - offset;
        __mmask64 there = left < WHOLE ? ((__mmask64)1 << left) - 1 : ~(__mmask64)0;
        __m512i signs = _mm512_maskz_loadu_epi8(there, bytes + offset);
        __m512i upper = _mm512_and_si512(_mm512_srli_epi16(signs, 4), _mm512_set1_epi8(15));
        __m512i groups = _mm512_and_si512(_mm512_shuffle_epi8(by_lower, signs), _mm512_shuffle_epi8(by_upper, upper));
        kinds->feeds = _mm512_test_epi8_mask(groups, _mm512_set1_epi8(FEED));
        kinds->marks = _mm512_test_epi8_mask(groups, _mm512_set1_epi8(SIGN | COLON | OPENING | QUOTE));
        kinds->joints = _mm512_test_epi8_mask(groups, _mm512_set1_epi8(OPENING | CLOSING | PIPE));
        kinds->wide = _mm512_movepi8_mask(signs);
        all = _mm512_or_si512(all, groups);
        summary.feeds += (size_t)__builtin_popcountll(kinds->feeds);
        kinds++;
    }
    summary.has_returns = _mm512_movepi8_mask(all) != 0;
    return summary;
}

enum cbytes_way cbytes_best_way(void) {
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("bmi") || !__builtin_cpu_supports("popcnt"))
        return cbytes_anywhere;
    return __builtin_cpu_supports("avx512bw") ? cbytes_newest : cbytes_newer;
}

struct cbytes_summary cbytes_find_kinds(
    enum cbytes_way way, const uint8_t *bytes, size_t count, struct cbytes_kinds *kinds) {
    if (way == cbytes_newest) return find_kinds_on_newest(bytes, count, kinds);
    if (way == cbytes_newer) return find_kinds_on_newer(bytes, count, kinds);
    return find_kinds(bytes, count, kinds);
}

void cbytes_find_lines(
    enum cbytes_way way, const struct cbytes_kinds *kinds, size_t count, struct cbytes_line *lines) {
    if (way == cbytes_anywhere) find_lines(kinds, count, lines);
    else find_lines_on_newer(kinds, count, lines);
}
#else
enum cbytes_way cbytes_best_way(void) { return cbytes_anywhere; }

struct cbytes_summary cbytes_find_kinds(
    enum cbytes_way way, const uint8_t *bytes, size_t count, struct cbytes_kinds *kinds) {
    (void)way;
    return find_kinds(bytes, count, kinds);
}

void cbytes_find_lines(
    enum cbytes_way way, const struct cbytes_kinds *kinds, size_t count, struct cbytes_line *lines) {
    (void)way;
    find_lines(kinds, count, lines);
}
#endif
