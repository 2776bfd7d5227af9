// What stands where in a text: a bit for each byte, found many bytes at a time. Swift's own vectors can't do that,
// since they give no bits.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// Sixty-four bytes of a text, the first in the lowest bit of each word.
struct cbytes_kinds {
    /// Line feeds.
    uint64_t feeds;
    /// What may start a link, a tag, a comment or what hides them: # $ % : < [ \ `
    uint64_t marks;
    /// What divides a link and a row of a table: [ \ ] |
    uint64_t joints;
    /// What is not ASCII.
    uint64_t wide;
};

/// What a text has as a whole.
struct cbytes_summary {
    /// How many line feeds there are.
    size_t feeds;
    /// Whether there is a carriage return.
    _Bool has_returns;
};

/// The content of a line: the offsets of its first byte, and of the line feed behind its last.
struct cbytes_line {
    uint32_t start, end;
};

/// With which instructions: those that every processor has, or those that only newer ones have.
enum cbytes_way { cbytes_anywhere, cbytes_newer, cbytes_newest };
/// The newest that this processor has; the older ones work there too, and all find the same.
enum cbytes_way cbytes_best_way(void);

/// Finds the kinds of `count` bytes: one of `kinds` for each sixty-four of them and one for the rest, whose bits behind
/// the last byte are 0. Keeps neither pointer.
struct cbytes_summary cbytes_find_kinds(
    enum cbytes_way way, const uint8_t *bytes, size_t count, struct cbytes_kinds *kinds);

/// Finds the lines that end with a line feed among `count` kinds, the offset of the first byte being 0, and writes the
/// start of the one behind them too. There must be room for `cbytes_spare_lines` more than there are line feeds. Keeps
/// neither pointer.
void cbytes_find_lines(
    enum cbytes_way way, const struct cbytes_kinds *kinds, size_t count, struct cbytes_line *lines);
enum { cbytes_spare_lines = 5 };
