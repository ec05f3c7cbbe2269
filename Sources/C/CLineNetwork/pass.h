// The layers with sixteen numbers at once. Each kind of instructions includes this file after defining these:
// whole, real (types), dot, from_whole, and the arithmetic named below.

static inline real tanh_of(const float *table, real x) {
    real r = looked_up(table, magnitude(x));
    return with_sign_of(r, x);
}

/// 1 − f(−x) for negative x.
static inline real logistic_of(const float *table, real x) {
    return mirrored(looked_up(table, magnitude(x)), x);
}

static inline real value_of(whole sum, const float *scales) { return times(from_whole(sum), load_real(scales)); }

/// One step of 16 × `blocks` cells whose four sums are complete.
static inline void step_cells(
    const struct line_network *net, const whole *sums, const float *scales, int blocks, float *state, uint8_t *to
) {
    for (int b = 0; b < blocks; b++) {
        const whole *s = sums + b * GATES;
        const float *k = scales + b * GATES * BLOCK;
        real cell = tanh_of(net->tanh_table, value_of(s[0], k));
        real input = logistic_of(net->logistic_table, value_of(s[1], k + BLOCK));
        real forget = logistic_of(net->logistic_table, value_of(s[2], k + 2 * BLOCK));
        real output = logistic_of(net->logistic_table, value_of(s[3], k + 3 * BLOCK));
        real kept = plus(times(load_real(state + b * BLOCK), forget), times(cell, input));
        kept = within(kept, 100);
        store_real(state + b * BLOCK, kept);
        store_bytes(to + b * BLOCK, times(tanh_of(net->tanh_table, kept), output));
    }
}

/// Adds the products of `count` inputs, four at a time. Returns the next weights.
static inline const int8_t *add_products(whole *sums, int n, const uint8_t *inputs, int count, const int8_t *weights) {
    for (int i = 0; i < count; i += 4) {
        whole input = spread(inputs + i);
        for (int s = 0; s < n; s++, weights += BLOCK * 4) sums[s] = dot(sums[s], input, weights);
    }
    return weights;
}

/// `blocks` × 16 cells of one step, from the step's inputs and the outputs of the step before.
#define CELLS(blocks)                                                                                                  \
    do {                                                                                                               \
        whole sums[(blocks)*GATES];                                                                                    \
        for (int s = 0; s < (blocks)*GATES; s++) sums[s] = load_whole(initial + s * BLOCK);                            \
        weights = add_products(sums, (blocks)*GATES, in, lstm->inputs, weights);                                       \
        weights = add_products(sums, (blocks)*GATES, before, lstm->cells, weights);                                    \
        step_cells(net, sums, scales, (blocks), state + cell, to + cell);                                              \
        initial += (blocks)*GATES * BLOCK, scales += (blocks)*GATES * BLOCK, cell += (blocks)*BLOCK;                   \
    } while (0)

static void step(
    const struct line_network *net, const struct packed_lstm *lstm, const uint8_t *in, const uint8_t *before,
    float *state, uint8_t *to
) {
    const int8_t *weights = lstm->gates.weights;
    const int32_t *initial = lstm->gates.initial;
    const float *scales = lstm->gates.scales;
    int cell = 0;
    for (; lstm->cells - cell >= GATE_BLOCKS * BLOCK;) CELLS(GATE_BLOCKS);
#if GATE_BLOCKS > 2
    if (lstm->cells - cell >= 2 * BLOCK) CELLS(2);
#endif
#if GATE_BLOCKS > 1
    if (lstm->cells - cell >= BLOCK) CELLS(1);
#endif
}

/// From the first step to the last, or backwards; `to` has a row of outputs for each step.
static void along(
    const struct line_network *net, const struct packed_lstm *lstm, const uint8_t *in, int steps, bool reversed,
    uint8_t *to
) {
    float state[MOST_OUTPUTS] __attribute__((aligned(64))) = {0};
    uint8_t nothing[MOST_OUTPUTS + 16];
    memset(nothing, OFFSET, sizeof nothing);
    const uint8_t *before = nothing;
    for (int i = 0; i < steps; i++) {
        int t = reversed ? steps - 1 - i : i;
        uint8_t *out = to + (size_t)t * lstm->cells;
        step(net, lstm, in + (size_t)t * lstm->inputs, before, state, out);
        before = out;
    }
}

/// The LSTM's output at the end of each column.
static void up_columns(const struct line_network *net, const struct line_parts *parts, int columns) {
    const struct packed_lstm *lstm = &net->column;
    int rows = net->height / POOL;
    uint8_t between[2][MOST_OUTPUTS + 16];
    for (int x = 0; x < columns; x++) {
        float state[MOST_OUTPUTS] __attribute__((aligned(64)));
        memset(state, 0, sizeof(float) * lstm->cells);
        memset(between[1], OFFSET, lstm->cells);
        const uint8_t *in = parts->pooled + (size_t)x * rows * FEATURES;
        for (int y = 0; y < rows; y++) {
            step(net, lstm, in + y * FEATURES, between[(y + 1) & 1], state, between[y & 1]);
        }
        memcpy(parts->summary + (size_t)x * lstm->cells, between[(rows - 1) & 1], lstm->cells);
    }
}

static inline whole at_taps(
    const struct packed *taps, whole initial, const uint8_t *a, const uint8_t *b, const uint8_t *c
) {
    whole sum = dot(initial, spread(a), taps->weights);
    sum = dot(sum, spread(b), taps->weights + BLOCK * 4);
    return dot(sum, spread(c), taps->weights + 2 * BLOCK * 4);
}

static whole at_position(
    const struct line_network *net, const struct line_parts *parts, whole initial, int x, int y, int width
) {
    const uint32_t *edge = NULL;
    if (y == 0) edge = parts->top + x * TAPS;
    else if (y == net->height - 1) edge = parts->bottom + x * TAPS;
    else if (x == 0) edge = parts->left + y * TAPS;
    else if (x == width - 1) edge = parts->right + y * TAPS;
    const uint8_t *a = (const uint8_t *)edge, *column = parts->columns + (size_t)x * parts->stride + y;
    if (edge) return at_taps(&net->convolution, initial, a, a + 4, a + 8);
    return at_taps(&net->convolution, initial, column, column + parts->stride, column + 2 * parts->stride);
}

/// The maximum of nine sums. The activation function is monotonic, so it is applied once afterwards, not nine times.
static void convolve(const struct line_network *net, const struct line_parts *parts, int width) {
    int columns = width / POOL, rows = net->height / POOL;
    whole initial = load_whole(net->convolution.initial);
    for (int x = 0; x < columns; x++) {
        for (int y = 0; y < rows; y++) {
            whole most = at_position(net, parts, initial, x * POOL, y * POOL, width);
            for (int i = 1; i < POOL * POOL; i++) {
                most = greater(most, at_position(net, parts, initial, x * POOL + i / POOL, y * POOL + i % POOL, width));
            }
            real value = tanh_of(net->tanh_table, value_of(most, net->convolution.scales));
            store_bytes(parts->pooled + ((size_t)x * rows + y) * FEATURES, value);
        }
    }
}

static const int8_t *values(
    const struct packed *layer, const uint8_t *in, const int8_t *weights, int at, int n, float *to
) {
    whole sums[PLAIN_BLOCKS];
    for (int s = 0; s < n; s++) sums[s] = load_whole(layer->initial + at + s * BLOCK);
    weights = add_products(sums, n, in, layer->inputs, weights);
    for (int s = 0; s < n; s++) store_real(to + at + s * BLOCK, value_of(sums[s], layer->scales + at + s * BLOCK));
    return weights;
}

static void softmax(float *values, int n) {
    float most = values[0], total = 0;
    for (int i = 1; i < n; i++) most = values[i] > most ? values[i] : most;
    for (int i = 0; i < n; i++) {
        float less = values[i] - most;
        values[i] = expf(less < -86.0f ? -86.0f : less);
        total += values[i];
    }
    for (int i = 0; i < n; i++) values[i] /= total;
}

static void name_characters(const struct line_network *net, const uint8_t *in, int steps, float *probabilities) {
    const struct packed *layer = &net->output;
    int blocks = (net->characters + BLOCK - 1) / BLOCK;
    float row[MOST_OUTPUTS] __attribute__((aligned(64)));
    for (int t = 0; t < steps; t++) {
        const int8_t *weights = layer->weights;
        int b = 0;
        for (; b + PLAIN_BLOCKS <= blocks; b += PLAIN_BLOCKS) {
            weights = values(layer, in + (size_t)t * layer->inputs, weights, b * BLOCK, PLAIN_BLOCKS, row);
        }
        if (b < blocks) values(layer, in + (size_t)t * layer->inputs, weights, b * BLOCK, blocks - b, row);
        softmax(row, net->characters);
        memcpy(probabilities + (size_t)t * net->characters, row, sizeof(float) * net->characters);
    }
}

static void run(const struct line_network *net, const struct line_parts *parts, int width, float *probabilities) {
    int steps = width / POOL;
    convolve(net, parts, width);
    up_columns(net, parts, steps);
    along(net, &net->forwards, parts->summary, steps, false, parts->forwards);
    along(net, &net->backwards, parts->forwards, steps, true, parts->backwards);
    along(net, &net->last, parts->backwards, steps, false, parts->last);
    name_characters(net, parts->last, steps, probabilities);
}
