/* Answers each request with what libfcgi made of it, so that tests can compare our decoder with libfcgi's.
   echo SOCKET: the parameters in their order, each as two lengths of four bytes and the bytes of name and value; then
   four bytes of ones, and the body. Status 400 without content if the body broke off. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <fcgiapp.h>

enum { BACKLOG = 16, PIECE = 4096 };

static void put_length(FCGX_Stream *out, uint32_t length) {
    for (int shift = 24; shift >= 0; shift -= 8) FCGX_PutChar((length >> shift) & 0xFF, out);
}

static void put_parameters(FCGX_Stream *out, char **parameters) {
    for (; *parameters; parameters++) {
        const char *equals = strchr(*parameters, '=');
        if (!equals) continue;
        uint32_t name = (uint32_t)(equals - *parameters), value = (uint32_t)strlen(equals + 1);
        put_length(out, name);
        put_length(out, value);
        FCGX_PutStr(*parameters, (int)name, out);
        FCGX_PutStr(equals + 1, (int)value, out);
    }
    put_length(out, UINT32_MAX);
}

/* Returns the body's bytes, to be freed; NULL if it broke off. */
static char *read_body(FCGX_Stream *in, size_t *length) {
    char *body = NULL;
    *length = 0;
    for (int got = PIECE; got == PIECE; *length += (size_t)got) {
        char *larger = realloc(body, *length + PIECE);
        if (!larger) abort();
        body = larger;
        got = FCGX_GetStr(body + *length, PIECE, in);
    }
    if (FCGX_GetError(in) == 0) return body;
    free(body);
    return NULL;
}

static void answer(FCGX_Request *request) {
    size_t length;
    char *body = read_body(request->in, &length);
    if (!body) {
        FCGX_PutS("Status: 400 Bad Request\r\n\r\n", request->out);
        return;
    }
    FCGX_PutS("Status: 200 OK\r\n\r\n", request->out);
    put_parameters(request->out, request->envp);
    FCGX_PutStr(body, (int)length, request->out);
    free(body);
}

int main(int count, char **arguments) {
    if (count != 2 || FCGX_Init() != 0) return 2;
    int listening = FCGX_OpenSocket(arguments[1], BACKLOG);
    FCGX_Request request;
    if (listening < 0 || FCGX_InitRequest(&request, listening, 0) != 0) return 2;
    while (FCGX_Accept_r(&request) == 0) {
        answer(&request);
        FCGX_Finish_r(&request);
    }
    return 1;
}
