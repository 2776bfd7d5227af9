// What stands where in a text: a bit for each byte, found many bytes at a time, which Swift's vectors can't do since they
// give no bits.
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

/// Finds the kinds of `count` bytes: one of `kinds` for each sixty-four of them and one for the rest, whose bits behind
/// the last byte are 0. Returns whether there is a carriage return among them. Keeps neither pointer.
_Bool cbytes_find_kinds(const uint8_t *bytes, size_t count, struct cbytes_kinds *kinds);
/// The same, without the instructions that only newer processors have: for tests.
_Bool cbytes_find_kinds_anywhere(const uint8_t *bytes, size_t count, struct cbytes_kinds *kinds);
