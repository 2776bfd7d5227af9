#pragma once
#include <vterm.h>
// Colours are a tagged union whose tests are macros, and attributes are bit-fields: Swift sees neither.
static inline int cvterm_foreground(const VTermScreenCell *cell) {
    if (VTERM_COLOR_IS_DEFAULT_FG(&cell->fg)) return -1;
    return VTERM_COLOR_IS_INDEXED(&cell->fg) ? cell->fg.indexed.idx : -2;
}
