/// The neural network of Tesseract's language data, computed with the processor's widest instructions.
///
/// It computes what `Series::Forward` of Tesseract 5 computes for a line of text, to the last bit: a convolution of
/// 3 × 3 with a maximum over 3 × 3, one LSTM up each column, three along the line, and a softmax at every third pixel.
#ifndef LINE_NETWORK_H
#define LINE_NETWORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Integer weights of one layer or gate: `outputs` rows of `inputs` weights and a bias, with a factor for each row.
struct line_matrix {
    int outputs;
    int inputs;
    const int8_t *weights;
    const float *scales;
};

/// Cell input, input gate, forget gate and output gate: the order in which Tesseract stores them.
struct line_lstm {
    struct line_matrix gates[4];
};

/// All layers from the image to the characters. Creating the network copies the matrices.
struct line_layers {
    /// The image's height in pixels, a multiple of three.
    int height;
    struct line_matrix convolution;
    struct line_lstm column, forwards, backwards, last;
    struct line_matrix characters;
    /// The seed of `std::minstd_rand` before each line, for the noise beyond the image's edges.
    uint64_t seed;
    /// 4,096 values of tanh and of the logistic function, a 256th apart: Tesseract's own, which must stay in place.
    const float *tanh_table;
    const float *logistic_table;
};

struct line_network;

/// The kinds of instructions that it can use, the widest first: AVX-512 with VNNI, AVX2.
enum { LINE_NETWORK_KINDS = 2 };
bool line_network_has_instructions(int kind);

/// Null if the processor lacks the instructions, if the layers do not fit together, or without memory.
struct line_network *line_network_make(const struct line_layers *layers, int kind);
void line_network_free(struct line_network *network);

/// Memory for one line at a time, which grows with the longest line. Null without memory.
struct line_room;
struct line_room *line_room_make(void);
void line_room_free(struct line_room *room);

/// Computes `width / 3` rows of probabilities, one for each of the network's characters. `pixels` are −127 to 127,
/// `height` rows of `width`. False without memory.
bool line_network_run(
    const struct line_network *network, struct line_room *room, const int8_t *pixels, int width, float *probabilities);

/// C++ objects as Tesseract 5.3.0 lays them out in memory on x86-64 (`networkio.h`, `stridemap.h`, `matrix.h`).
struct tesseract_float_grid {
    void *vtable;
    float *values;
    float empty;
    int32_t rows, columns, allocated;
};

struct tesseract_byte_grid {
    void *vtable;
    int8_t *values;
    int8_t empty;
    int32_t rows, columns, allocated;
};

struct tesseract_stride_map {
    int32_t images, height, width;
    int32_t steps[3];
    void *heights[3], *widths[3];
};

struct tesseract_network_io {
    struct tesseract_float_grid floats;
    struct tesseract_byte_grid bytes;
    bool holds_bytes;
    struct tesseract_stride_map map;
};

#endif
