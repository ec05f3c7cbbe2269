#include <stdlib.h>
#include <string.h>

#include "layers.h"

static const struct instructions *const kinds[LINE_NETWORK_KINDS] = {
#if defined(__x86_64__)
    &avx512_instructions, &avx2_instructions,
#endif
};

bool line_network_has_instructions(int kind) {
    return kind >= 0 && kind < LINE_NETWORK_KINDS && kinds[kind] && kinds[kind]->are_here();
}

static int rounded(int number, int unit) { return (number + unit - 1) / unit * unit; }

static bool take_memory(struct packed *packed, int blocks) {
    int groups = rounded(packed->inputs, 4) / 4;
    packed->weights = aligned_alloc(64, (size_t)blocks * groups * BLOCK * 4);
    packed->initial = aligned_alloc(64, (size_t)blocks * BLOCK * sizeof(int32_t));
    packed->scales = aligned_alloc(64, (size_t)blocks * BLOCK * sizeof(float));
    return packed->weights && packed->initial && packed->scales;
}

static void give_back(struct packed *packed) {
    free(packed->weights);
    free(packed->initial);
    free(packed->scales);
}

/// Row `row` of the block's matrix, or null beyond its last.
static const int8_t *row_of(const struct line_matrix *matrix, int row) {
    return row < matrix->outputs ? matrix->weights + (size_t)row * (matrix->inputs + 1) : NULL;
}

/// Four weights of each of the block's rows, with the last group filled up with zeros.
static int8_t *copy_group(int8_t *to, const struct line_matrix *matrix, int block, int input) {
    for (int output = 0; output < BLOCK; output++) {
        const int8_t *row = row_of(matrix, block * BLOCK + output);
        for (int i = 0; i < 4; i++) *to++ = row && input + i < matrix->inputs ? row[input + i] : 0;
    }
    return to;
}

/// Subtracts in advance what the offset adds to each product; the bias is multiplied by 127.
static void copy_ends(struct packed *packed, int place, const struct line_matrix *matrix, int block, int offset) {
    for (int output = 0; output < BLOCK; output++) {
        const int8_t *row = row_of(matrix, block * BLOCK + output);
        int32_t sum = 0;
        for (int i = 0; row && i < matrix->inputs; i++) sum += row[i];
        packed->initial[place * BLOCK + output] = row ? row[matrix->inputs] * 127 - offset * sum : 0;
        packed->scales[place * BLOCK + output] = row ? matrix->scales[block * BLOCK + output] : 0;
    }
}

/// Packs `count` matrices of one size: block 0 of each, then block 1 of each. `set` of these are summed together.
static bool pack(struct packed *packed, const struct line_matrix *matrices, int count, int set, int offset) {
    packed->outputs = matrices[0].outputs;
    packed->inputs = matrices[0].inputs;
    int blocks = rounded(packed->outputs, BLOCK) / BLOCK * count;
    if (!take_memory(packed, blocks)) return false;
    int8_t *to = packed->weights;
    for (int first = 0; first < blocks; first += set) {
        int end = first + set < blocks ? first + set : blocks;
        for (int input = 0; input < packed->inputs; input += 4) {
            for (int at = first; at < end; at++) to = copy_group(to, &matrices[at % count], at / count, input);
        }
        for (int at = first; at < end; at++) copy_ends(packed, at, &matrices[at % count], at / count, offset);
    }
    return true;
}

static bool pack_lstm(struct packed_lstm *packed, const struct line_lstm *lstm, const struct instructions *kind) {
    packed->cells = lstm->gates[0].outputs;
    packed->inputs = lstm->gates[0].inputs - packed->cells;
    if (packed->cells % BLOCK || packed->cells > MOST_OUTPUTS) return false;
    if (packed->inputs % 4 || packed->inputs <= 0) return false;
    for (int gate = 1; gate < GATES; gate++) {
        if (lstm->gates[gate].outputs != packed->cells) return false;
        if (lstm->gates[gate].inputs != lstm->gates[0].inputs) return false;
    }
    return pack(&packed->gates, lstm->gates, GATES, kind->gate_blocks * GATES, kind->offset);
}

/// A column of three pixels takes four bytes, so that it is loaded at once: the taps get a fourth weight of zero.
static bool pack_taps(struct packed *packed, const struct line_matrix *taps, int offset) {
    if (taps->outputs != FEATURES || taps->inputs != TAPS * TAPS) return false;
    int8_t spread[FEATURES * (TAPS * 4 + 1)];
    for (int output = 0; output < FEATURES; output++) {
        const int8_t *row = row_of(taps, output);
        int8_t *to = spread + output * (TAPS * 4 + 1);
        for (int i = 0; i < TAPS * 4; i++) to[i] = i % 4 < TAPS ? row[i / 4 * TAPS + i % 4] : 0;
        to[TAPS * 4] = row[taps->inputs];
    }
    struct line_matrix matrix = {FEATURES, TAPS * 4, spread, taps->scales};
    return pack(packed, &matrix, 1, 1, offset);
}

static bool fits(const struct line_network *network) {
    return network->column.inputs == FEATURES && network->forwards.inputs == network->column.cells
        && network->backwards.inputs == network->forwards.cells && network->last.inputs == network->backwards.cells
        && network->output.inputs == network->last.cells && network->characters <= MOST_OUTPUTS
        && network->height % POOL == 0 && network->height > POOL;
}

static bool fill(struct line_network *network, const struct line_layers *layers) {
    const struct instructions *kind = network->instructions;
    return pack_taps(&network->convolution, &layers->convolution, kind->offset)
        && pack_lstm(&network->column, &layers->column, kind) && pack_lstm(&network->forwards, &layers->forwards, kind)
        && pack_lstm(&network->backwards, &layers->backwards, kind) && pack_lstm(&network->last, &layers->last, kind)
        && pack(&network->output, &layers->characters, 1, kind->plain_blocks, kind->offset) && fits(network);
}

struct line_network *line_network_make(const struct line_layers *layers, int kind) {
    struct line_network *network = line_network_has_instructions(kind) ? calloc(1, sizeof *network) : NULL;
    if (!network) return NULL;
    network->instructions = kinds[kind];
    network->height = layers->height;
    network->characters = layers->characters.outputs;
    network->seed = layers->seed;
    network->tanh_table = layers->tanh_table;
    network->logistic_table = layers->logistic_table;
    if (fill(network, layers)) return network;
    line_network_free(network);
    return NULL;
}

void line_network_free(struct line_network *network) {
    if (!network) return;
    struct packed *all[] = {
        &network->convolution, &network->output, &network->column.gates, &network->forwards.gates,
        &network->backwards.gates, &network->last.gates,
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) give_back(all[i]);
    free(network);
}

struct line_room *line_room_make(void) { return calloc(1, sizeof(struct line_room)); }

void line_room_free(struct line_room *room) {
    if (room) free(room->bytes);
    free(room);
}
