// One line: its image laid out for the convolution, noise around it, and memory for the layers' outputs.
#include <stdlib.h>
#include <string.h>

#include "layers.h"

/// `std::minstd_rand` (ISO/IEC 14882, 28.5.6), the generator of Tesseract's noise.
struct noise {
    uint64_t state;
};

static const uint64_t noise_modulus = 2147483647, noise_multiplier = 48271;

static struct noise noise_from(uint64_t seed) {
    uint64_t state = seed % noise_modulus;
    return (struct noise){state ? state : 1};
}

static uint64_t next(struct noise *noise) { return noise->state = noise->state * noise_multiplier % noise_modulus; }

/// From −127 to 127, rounded away from zero as Tesseract does.
static int next_pixel(struct noise *noise) {
    double value = 127.0 * 2.0 * (double)next(noise) / 2147483647 - 127.0;
    return value >= 0 ? (int)(value + 0.5) : -(int)(-value + 0.5);
}

/// The nine pixels around one at the edge, by columns. Pixels outside are noise, generated in Tesseract's order.
static void taps_at(
    const struct line_parts *parts, int x, int y, int width, int height, int offset, struct noise *noise, uint32_t *taps
) {
    for (int column = 0; column < TAPS; column++) {
        uint8_t bytes[4] = {0, 0, 0, 0};
        bool outside = x + column < 1 || x + column > width;
        for (int row = 0; row < TAPS; row++) {
            bool is_noise = outside || y + row < 1 || y + row > height;
            bytes[row] = is_noise ? (uint8_t)(next_pixel(noise) + offset)
                                  : parts->columns[(size_t)(x + column) * parts->stride + y + row];
        }
        memcpy(&taps[column], bytes, 4);
    }
}

/// In the order of the rows, since all use the same generator.
static void look_over_edges(const struct line_network *network, const struct line_parts *parts, int width) {
    struct noise noise = noise_from(network->seed);
    int offset = network->instructions->offset, height = network->height;
    next(&noise);
    for (int y = 0; y < height; y++) {
        bool whole = y == 0 || y == height - 1;
        for (int x = 0; x < width; x += whole || x == width - 1 ? 1 : width - 1) {
            uint32_t taps[TAPS];
            taps_at(parts, x, y, width, height, offset, &noise, taps);
            if (y == 0) memcpy(parts->top + x * TAPS, taps, sizeof taps);
            if (y == height - 1) memcpy(parts->bottom + x * TAPS, taps, sizeof taps);
            if (x == 0) memcpy(parts->left + y * TAPS, taps, sizeof taps);
            if (x == width - 1) memcpy(parts->right + y * TAPS, taps, sizeof taps);
        }
    }
}

static void lay_out(
    const struct line_network *network, const struct line_parts *parts, const int8_t *pixels, int width
) {
    int offset = network->instructions->offset;
    for (int y = 0; y < network->height; y++) {
        uint8_t *to = parts->columns + parts->stride + y + 1;
        const int8_t *row = pixels + (size_t)y * width;
        for (int x = 0; x < width; x++) to[(size_t)x * parts->stride] = (uint8_t)(row[x] + offset);
    }
}

static void *take(uint8_t **at, size_t size) {
    void *taken = *at;
    if (*at) *at += (size + 63) / 64 * 64;
    return taken;
}

/// Each part has sixteen more bytes than it needs, since whole registers are read and written.
static size_t divide(const struct line_network *network, struct line_parts *parts, uint8_t *bytes, int width) {
    uint8_t *begin = bytes ? bytes : (uint8_t *)64, *at = begin;
    int steps = width / POOL, rows = network->height / POOL;
    size_t edge = (size_t)width * TAPS * sizeof(uint32_t), side = (size_t)network->height * TAPS * sizeof(uint32_t);
    parts->stride = network->height + 4;
    parts->columns = take(&at, (size_t)(width + 2) * parts->stride + 16);
    parts->top = take(&at, edge);
    parts->bottom = take(&at, edge);
    parts->left = take(&at, side);
    parts->right = take(&at, side);
    parts->pooled = take(&at, (size_t)steps * rows * FEATURES + 16);
    parts->summary = take(&at, (size_t)steps * network->column.cells + 16);
    parts->forwards = take(&at, (size_t)steps * network->forwards.cells + 16);
    parts->backwards = take(&at, (size_t)steps * network->backwards.cells + 16);
    parts->last = take(&at, (size_t)steps * network->last.cells + 16);
    return (size_t)(at - begin);
}

static bool make_room(struct line_room *room, size_t size) {
    if (size <= room->size) return true;
    free(room->bytes);
    room->size = 0;
    size_t whole = (size + size / 2 + 63) / 64 * 64;
    room->bytes = aligned_alloc(64, whole);
    if (!room->bytes) return false;
    room->size = whole;
    return true;
}

bool line_network_run(
    const struct line_network *network, struct line_room *room, const int8_t *pixels, int width, float *probabilities
) {
    struct line_parts parts;
    if (width < POOL || !make_room(room, divide(network, &parts, NULL, width))) return false;
    divide(network, &parts, room->bytes, width);
    lay_out(network, &parts, pixels, width);
    look_over_edges(network, &parts, width);
    network->instructions->run(network, &parts, width, probabilities);
    return true;
}
