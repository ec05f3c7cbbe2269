#pragma once
#include <zlib.h>

/* deflateInit2 is a macro, which Swift cannot call. */
static inline int czlib_begin(z_stream *stream, int level, int window) {
    return deflateInit2(stream, level, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY);
}
