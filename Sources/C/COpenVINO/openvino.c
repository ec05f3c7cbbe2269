#include "openvino.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The declarations of OpenVINO 2026.4's openvino/c/openvino.h that are used here. A status is 0 for success. */
typedef struct { int64_t rank, *sizes; } shape_t;
enum { F32 = 4 };

static struct {
    int (*core_create)(void **core);
    int (*core_read_model)(const void *core, const char *path, const char *weights, void **model);
    int (*core_compile_model)(const void *core, const void *model, const char *device, size_t count, void **compiled, ...);
    void (*model_free)(void *model);
    int (*compiled_model_create_infer_request)(const void *compiled, void **request);
    void (*compiled_model_free)(void *compiled);
    void (*infer_request_free)(void *request);
    int (*infer_request_set_input_tensor)(void *request, const void *tensor);
    int (*infer_request_infer)(void *request);
    int (*infer_request_get_output_tensor)(const void *request, void **tensor);
    int (*tensor_create_from_host_ptr)(int type, shape_t shape, void *numbers, void **tensor);
    int (*tensor_get_shape)(const void *tensor, shape_t *shape);
    int (*tensor_get_element_type)(const void *tensor, int *type);
    int (*tensor_data)(const void *tensor, void **numbers);
    void (*tensor_free)(void *tensor);
    void (*shape_free)(shape_t *shape);
    const char *(*get_last_err_msg)(void);
} ov;
/* One core for the process. Nothing frees it: forks share it until they end. */
static void *core;
static _Thread_local char error[512];
/* OpenVINO makes machine code for each model and each new size, one thread at a time. Where a process may not make
   writable memory executable, it fails, from the second time on with "label is redefined". */
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

struct openvino_network { void *compiled, *request; };
struct openvino_pass { void *input, *output; };

static int32_t fail(const char *what) {
    snprintf(error, sizeof error, "%s", what ? what : "unknown");
    return -1;
}

static int32_t fail_in(const char *call) {
    const char *message = ov.get_last_err_msg();
    snprintf(error, sizeof error, "%s: %.400s", call, message ? message : "unknown");
    return -1;
}

static int find_calls(void *library) {
    const struct { const char *name; void *place; } calls[] = {
#define CALL(name) { "ov_" #name, &ov.name }
        CALL(core_create), CALL(core_read_model), CALL(core_compile_model), CALL(model_free),
        CALL(compiled_model_create_infer_request), CALL(compiled_model_free), CALL(infer_request_free),
        CALL(infer_request_set_input_tensor), CALL(infer_request_infer), CALL(infer_request_get_output_tensor),
        CALL(tensor_create_from_host_ptr), CALL(tensor_get_shape), CALL(tensor_get_element_type), CALL(tensor_data),
        CALL(tensor_free), CALL(shape_free), CALL(get_last_err_msg),
    };
    for (size_t index = 0; index < sizeof calls / sizeof *calls; index++) {
        void *call = dlsym(library, calls[index].name);
        if (!call) return -1;
        memcpy(calls[index].place, &call, sizeof call);
    }
    return 0;
}

static int32_t load(const char *path) {
    if (core) return 0;
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!library) return fail(dlerror());
    if (find_calls(library) != 0) return fail(dlerror());
    return ov.core_create(&core) == 0 ? 0 : fail_in("ov_core_create");
}

int32_t openvino_load(const char *path) {
    pthread_mutex_lock(&turn);
    int32_t status = load(path);
    pthread_mutex_unlock(&turn);
    return status;
}

const char *openvino_error(void) { return error; }

static struct openvino_network *compile(const char *path) {
    void *model = 0;
    if (!core || ov.core_read_model(core, path, 0, &model) != 0) {
        fail_in("ov_core_read_model");
        return 0;
    }
    struct openvino_network *network = calloc(1, sizeof *network);
    if (!network) {
        ov.model_free(model);
        fail("out of memory");
        return 0;
    }
    /* With 0 streams OpenVINO computes in the caller's thread and starts none: a fork inherits no other thread.
       Pinning would need a system call that a confined process may not make. */
    int status = ov.core_compile_model(
        core, model, "CPU", 6, &network->compiled, "INFERENCE_NUM_THREADS", "1", "NUM_STREAMS", "0",
        "ENABLE_CPU_PINNING", "NO");
    ov.model_free(model);
    if (status == 0) status = ov.compiled_model_create_infer_request(network->compiled, &network->request);
    if (status == 0) return network;
    fail_in("ov_core_compile_model");
    openvino_free_network(network);
    return 0;
}

struct openvino_network *openvino_compile(const char *path) {
    pthread_mutex_lock(&turn);
    struct openvino_network *network = compile(path);
    pthread_mutex_unlock(&turn);
    return network;
}

void openvino_free_network(struct openvino_network *network) {
    if (network->request) ov.infer_request_free(network->request);
    if (network->compiled) ov.compiled_model_free(network->compiled);
    free(network);
}

static int describe(void *tensor, const float **numbers, int64_t sizes[4]) {
    shape_t shape = { 0, 0 };
    int type = 0;
    void *data = 0;
    if (ov.tensor_get_element_type(tensor, &type) != 0 || type != F32) return -1;
    if (ov.tensor_data(tensor, &data) != 0 || ov.tensor_get_shape(tensor, &shape) != 0) return -1;
    int fits = shape.rank <= 4;
    for (int64_t index = 0; index < 4; index++) sizes[index] = fits && index < shape.rank ? shape.sizes[index] : 1;
    ov.shape_free(&shape);
    *numbers = data;
    return fits ? 0 : -1;
}

static struct openvino_pass *compute(struct openvino_network *network, float *input, int64_t height, int64_t width,
                                     const float **result, int64_t shape[4]) {
    struct openvino_pass *pass = calloc(1, sizeof *pass);
    int64_t sizes[4] = { 1, 3, height, width };
    if (pass && ov.tensor_create_from_host_ptr(F32, (shape_t){ 4, sizes }, input, &pass->input) == 0
        && ov.infer_request_set_input_tensor(network->request, pass->input) == 0
        && ov.infer_request_infer(network->request) == 0
        && ov.infer_request_get_output_tensor(network->request, &pass->output) == 0
        && describe(pass->output, result, shape) == 0)
        return pass;
    fail_in("ov_infer_request_infer");
    if (pass) openvino_free_pass(pass);
    return 0;
}

struct openvino_pass *openvino_compute(struct openvino_network *network, float *input, int64_t height, int64_t width,
                                       const float **result, int64_t shape[4]) {
    pthread_mutex_lock(&turn);
    struct openvino_pass *pass = compute(network, input, height, width, result, shape);
    pthread_mutex_unlock(&turn);
    return pass;
}

void openvino_free_pass(struct openvino_pass *pass) {
    if (pass->output) ov.tensor_free(pass->output);
    if (pass->input) ov.tensor_free(pass->input);
    free(pass);
}
