#pragma once
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <signal.h>
#include <unistd.h>
#include <fcntl.h>
#include <poll.h>

/* prctl is variadic, which Swift cannot call. */
static inline int csystem_prctl(int option, unsigned long value) { return prctl(option, value, 0, 0, 0); }

/* Swift marks fork unavailable; only the single-threaded reader may call this. */
static inline pid_t csystem_fork(void) { return fork(); }

/* The resource argument is an enum of glibc that Swift and C spell differently. */
static inline int csystem_limit(int resource, unsigned long soft, unsigned long hard) {
    struct rlimit limit = { .rlim_cur = soft, .rlim_max = hard };
    return setrlimit(resource, &limit);
}
