#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A QR code: its text in UTF-8, valid during the call only, and the box around its corners in pixels. */
struct czxing_code { const char *text; size_t length; int32_t left, top, right, bottom; };

/* Calls `found` for each QR code on an image of 8-bit greys, row after row without padding. Opens no file and makes no
   thread. The number of codes; -1 when memory ran out or the library failed. */
int32_t czxing_read(const uint8_t *pixels, int32_t width, int32_t height, void *context,
                    void (*found)(void *context, const struct czxing_code *code));

#ifdef __cplusplus
}
#endif
