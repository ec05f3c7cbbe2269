// Sixteen numbers in one register: AVX-512 with VNNI (Ice Lake and Zen 4 onwards).
#include "layers.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <math.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF
#define HERE target("avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")
#pragma clang attribute push(__attribute__((HERE)), apply_to = function)

enum { OFFSET = 128 };
#define GATE_BLOCKS 3
#define PLAIN_BLOCKS 8

typedef __m512i whole;
typedef __m512 real;

static inline whole load_whole(const int32_t *from) { return _mm512_load_si512(from); }
static inline real load_real(const float *from) { return _mm512_load_ps(from); }
static inline void store_real(float *to, real value) { _mm512_store_ps(to, value); }
static inline real from_whole(whole value) { return _mm512_cvtepi32_ps(value); }
static inline real times(real a, real b) { return _mm512_mul_ps(a, b); }
static inline real plus(real a, real b) { return _mm512_add_ps(a, b); }
static inline real magnitude(real a) { return _mm512_abs_ps(a); }
static inline whole greater(whole a, whole b) { return _mm512_max_epi32(a, b); }

static inline real within(real a, float limit) {
    return _mm512_min_ps(_mm512_max_ps(a, _mm512_set1_ps(-limit)), _mm512_set1_ps(limit));
}

/// The same four bytes in every place.
static inline whole spread(const uint8_t *four) {
    int32_t bytes;
    memcpy(&bytes, four, 4);
    return _mm512_set1_epi32(bytes);
}

static inline whole dot(whole sum, whole inputs, const int8_t *weights) {
    return _mm512_dpbusd_epi32(sum, inputs, _mm512_load_si512(weights));
}

/// Tesseract's functions are tables with linear interpolation; after the last entry they are 1.
static inline real looked_up(const float *table, real x) {
    real place = _mm512_mul_ps(x, _mm512_set1_ps(256));
    whole index = _mm512_cvttps_epu32(place);
    __mmask16 beyond = _mm512_cmpge_epu32_mask(index, _mm512_set1_epi32(4095));
    index = _mm512_min_epu32(index, _mm512_set1_epi32(4094));
    real low = _mm512_i32gather_ps(index, table, 4), high = _mm512_i32gather_ps(index, table + 1, 4);
    real part = _mm512_sub_ps(place, _mm512_cvtepi32_ps(index));
    real value = _mm512_add_ps(low, _mm512_mul_ps(_mm512_sub_ps(high, low), part));
    return _mm512_mask_mov_ps(value, beyond, _mm512_set1_ps(1));
}

static inline real with_sign_of(real value, real x) {
    __mmask16 negative = _mm512_cmp_ps_mask(x, _mm512_setzero_ps(), _CMP_LT_OQ);
    return _mm512_mask_xor_ps(value, negative, value, _mm512_set1_ps(-0.0f));
}

static inline real mirrored(real value, real x) {
    __mmask16 negative = _mm512_cmp_ps_mask(x, _mm512_setzero_ps(), _CMP_LT_OQ);
    return _mm512_mask_sub_ps(value, negative, _mm512_set1_ps(1), value);
}

/// Converts to integers from −127 to 127, rounded away from zero, with the offset.
static inline void store_bytes(uint8_t *to, real value) {
    real scaled = _mm512_mul_ps(value, _mm512_set1_ps(127));
    whole size = _mm512_cvttps_epi32(_mm512_add_ps(_mm512_abs_ps(scaled), _mm512_set1_ps(0.5f)));
    __mmask16 negative = _mm512_cmp_ps_mask(scaled, _mm512_setzero_ps(), _CMP_LT_OQ);
    whole number = _mm512_mask_sub_epi32(size, negative, _mm512_setzero_si512(), size);
    number = _mm512_add_epi32(number, _mm512_set1_epi32(OFFSET));
    _mm_storeu_si128((__m128i *)to, _mm512_cvtepi32_epi8(number));
}

#include "pass.h"

#pragma clang attribute pop

static bool are_here(void) {
    return __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw")
        && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
}

const struct instructions avx512_instructions = {OFFSET, GATE_BLOCKS, PLAIN_BLOCKS, are_here, run};

#endif
