#pragma once
#include <stddef.h>
#include <stdint.h>

/* OpenVINO's C API, loaded at run time: building and running need no OpenVINO. Each pointer is an object of the library
   and belongs to the caller, who frees it with the call of its name. */

struct openvino_network;
struct openvino_pass;

/* Loads `libopenvino_c.so` of that path, once in a process. 0, or -1: then `openvino_error` says why. */
int32_t openvino_load(const char *path);

/* Why this thread's last call failed, valid until its next call. */
const char *openvino_error(void);

/* Reads an ONNX file and compiles it for one thread, the caller's. NULL if that fails. */
struct openvino_network *openvino_compile(const char *model);
void openvino_free_network(struct openvino_network *network);

/* Computes the network on one picture of three planes: 1 × 3 × height × width numbers. The numbers of the result stay
   valid until the pass is freed. `shape` takes up to four sizes, and the rest are 1. NULL if that fails. */
struct openvino_pass *openvino_compute(struct openvino_network *network, float *input, int64_t height, int64_t width,
                                       const float **result, int64_t shape[4]);
void openvino_free_pass(struct openvino_pass *pass);
