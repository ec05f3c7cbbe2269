// Sixteen numbers in two registers: AVX2 (Haswell and Excavator onwards).
#include "layers.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <math.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)

enum { OFFSET = 0 };
#define GATE_BLOCKS 1
#define PLAIN_BLOCKS 4

typedef struct {
    __m256i low, high;
} whole;

typedef struct {
    __m256 low, high;
} real;

/// Applies the operation to both halves.
#define BOTH(type, operation) ((type){operation(a.low, b.low), operation(a.high, b.high)})
#define EACH(type, operation) ((type){operation(a.low), operation(a.high)})

static inline whole load_whole(const int32_t *from) {
    return (whole){_mm256_load_si256((const __m256i *)from), _mm256_load_si256((const __m256i *)from + 1)};
}

static inline real load_real(const float *from) { return (real){_mm256_load_ps(from), _mm256_load_ps(from + 8)}; }

static inline void store_real(float *to, real value) {
    _mm256_store_ps(to, value.low);
    _mm256_store_ps(to + 8, value.high);
}

static inline real all(float value) { return (real){_mm256_set1_ps(value), _mm256_set1_ps(value)}; }
static inline real from_whole(whole a) { return EACH(real, _mm256_cvtepi32_ps); }
static inline real times(real a, real b) { return BOTH(real, _mm256_mul_ps); }
static inline real plus(real a, real b) { return BOTH(real, _mm256_add_ps); }
static inline real minus(real a, real b) { return BOTH(real, _mm256_sub_ps); }
static inline real least(real a, real b) { return BOTH(real, _mm256_min_ps); }
static inline real most(real a, real b) { return BOTH(real, _mm256_max_ps); }
static inline real without(real a, real b) { return BOTH(real, _mm256_andnot_ps); }
static inline real magnitude(real a) { return without(all(-0.0f), a); }
static inline whole greater(whole a, whole b) { return BOTH(whole, _mm256_max_epi32); }
static inline real within(real a, float limit) { return least(most(a, all(-limit)), all(limit)); }

static inline real negative(real a) {
    __m256 zero = _mm256_setzero_ps();
    return (real){_mm256_cmp_ps(a.low, zero, _CMP_LT_OQ), _mm256_cmp_ps(a.high, zero, _CMP_LT_OQ)};
}

static inline real chosen(real mask, real a, real b) {
    return (real){_mm256_blendv_ps(b.low, a.low, mask.low), _mm256_blendv_ps(b.high, a.high, mask.high)};
}

/// The same four bytes in every place.
static inline whole spread(const uint8_t *four) {
    int32_t bytes;
    memcpy(&bytes, four, 4);
    return (whole){_mm256_set1_epi32(bytes), _mm256_set1_epi32(bytes)};
}

/// Sums of four products: the unsigned operand has the weights' magnitudes, the signed one gets their signs. Two products
/// of 127 × 127 fit into 16 bits.
static inline __m256i products(__m256i inputs, const int8_t *from) {
    __m256i weights = _mm256_load_si256((const __m256i *)from);
    __m256i pairs = _mm256_maddubs_epi16(_mm256_abs_epi8(weights), _mm256_sign_epi8(inputs, weights));
    return _mm256_madd_epi16(pairs, _mm256_set1_epi16(1));
}

static inline whole dot(whole sum, whole inputs, const int8_t *weights) {
    return (whole){_mm256_add_epi32(sum.low, products(inputs.low, weights)),
                   _mm256_add_epi32(sum.high, products(inputs.high, weights + 32))};
}

static inline whole truncated(real a) { return EACH(whole, _mm256_cvttps_epi32); }

static inline real fetched(const float *table, whole index) {
    return (real){_mm256_i32gather_ps(table, index.low, 4), _mm256_i32gather_ps(table, index.high, 4)};
}

/// Tesseract's functions are tables with linear interpolation; after the last entry they are 1.
static inline real looked_up(const float *table, real x) {
    real place = times(x, all(256)), inside = least(place, all(4094));
    whole index = truncated(inside);
    real low = fetched(table, index), high = fetched(table + 1, index);
    real value = plus(low, times(minus(high, low), minus(place, from_whole(index))));
    real room = minus(place, all(4095));
    return chosen(negative(room), value, all(1));
}

static inline real with_sign_of(real value, real x) { return chosen(negative(x), minus(all(-0.0f), value), value); }
static inline real mirrored(real value, real x) { return chosen(negative(x), minus(all(1), value), value); }

/// A float's sign bit is also an integer's.
static inline __m256i signed_like(__m256i size, __m256 value) {
    return _mm256_sign_epi32(size, _mm256_or_si256(_mm256_castps_si256(value), _mm256_set1_epi32(1)));
}

/// Converts to integers from −127 to 127, rounded away from zero.
static inline void store_bytes(uint8_t *to, real value) {
    real scaled = times(value, all(127));
    whole size = truncated(plus(magnitude(scaled), all(0.5f)));
    whole number = {signed_like(size.low, scaled.low), signed_like(size.high, scaled.high)};
    __m256i words = _mm256_permute4x64_epi64(_mm256_packs_epi32(number.low, number.high), 0xd8);
    __m128i bytes = _mm_packs_epi16(_mm256_castsi256_si128(words), _mm256_extracti128_si256(words, 1));
    _mm_storeu_si128((__m128i *)to, bytes);
}

#include "pass.h"

#pragma clang attribute pop

static bool are_here(void) { return __builtin_cpu_supports("avx2"); }

const struct instructions avx2_instructions = {OFFSET, GATE_BLOCKS, PLAIN_BLOCKS, are_here, run};

#endif
