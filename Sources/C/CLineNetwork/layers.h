// The layers' data structures, shared by the kinds of instructions.
#ifndef LAYERS_H
#define LAYERS_H

#include "line_network.h"

enum { GATES = 4, BLOCK = 16, TAPS = 3, FEATURES = 16, POOL = 3, MOST_OUTPUTS = 1024 };

/// Weights for blocks of 16 outputs, in the order in which they are used: for each set of blocks, for each four inputs,
/// for each block of the set, 16 × 4 bytes. `initial` has the sums' first values.
struct packed {
    int outputs, inputs;
    int8_t *weights;
    int32_t *initial;
    float *scales;
};

/// The four gates of the same 16 cells are adjacent, so that their sums stay in registers.
struct packed_lstm {
    int cells, inputs;
    struct packed gates;
};

struct line_network {
    int height, characters;
    uint64_t seed;
    const float *tanh_table, *logistic_table;
    const struct instructions *instructions;
    struct packed convolution, output;
    struct packed_lstm column, forwards, backwards, last;
};

/// Memory that grows.
struct line_room {
    size_t size;
    uint8_t *bytes;
};

/// The parts of one line in its memory.
struct line_parts {
    /// The image, column by column, with a margin of one row.
    uint8_t *columns;
    int stride;
    /// The inputs of the four edges: three taps of four bytes for each position.
    uint32_t *top, *bottom, *left, *right;
    /// The rows of features, from the convolution and from each LSTM.
    uint8_t *pooled, *summary, *forwards, *backwards, *last;
};

struct instructions {
    /// Added to every input to make it unsigned, if the instructions need that.
    int offset;
    /// How many blocks of outputs fit into the registers together: of the four gates, and of a plain layer.
    int gate_blocks, plain_blocks;
    bool (*are_here)(void);
    void (*run)(const struct line_network *, const struct line_parts *, int width, float *probabilities);
};

extern const struct instructions avx512_instructions, avx2_instructions;

#endif
