#pragma once
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <signal.h>
#include <unistd.h>
#include <fcntl.h>
#include <poll.h>
#include "confine.h"

#include <malloc.h>

/* Freed memory is kept for the next request up to these sizes; glibc would give it back to the kernel at once, which then
   clears it anew page by page. Setting them also ends glibc's own guessing of them. */
static inline void csystem_keep_freed_memory(int trim, int map) {
    mallopt(M_TRIM_THRESHOLD, trim);
    mallopt(M_MMAP_THRESHOLD, map);
}

/* prctl is variadic, which Swift cannot call. */
static inline int csystem_prctl(int option, unsigned long value) { return prctl(option, value, 0, 0, 0); }

/* Names the calling thread. */
static inline void csystem_name_thread(const char *name) { prctl(PR_SET_NAME, name, 0, 0, 0); }

/* Swift marks fork unavailable; only the single-threaded reader may call this. */
static inline pid_t csystem_fork(void) { return fork(); }

/* Never raises the hard limit, which only root may; a lower one than asked for stays. The resource argument is an enum of
   glibc that Swift and C spell differently. */
static inline int csystem_lower_limit(int resource, unsigned long soft, unsigned long hard) {
    struct rlimit limit;
    if (getrlimit(resource, &limit) != 0) return -1;
    if (hard < limit.rlim_max) limit.rlim_max = hard;
    limit.rlim_cur = soft < limit.rlim_max ? soft : limit.rlim_max;
    return setrlimit(resource, &limit);
}
static inline unsigned long csystem_hard_limit(int resource) {
    struct rlimit limit;
    return getrlimit(resource, &limit) == 0 ? limit.rlim_max : ~0UL;
}

/* accept4 and pipe2 need _GNU_SOURCE; without them a child started in between would inherit the descriptor. */
extern int accept4(int, struct sockaddr *restrict, socklen_t *restrict, int);
static inline int csystem_accept(int listening) {
    return accept4(listening, 0, 0, SOCK_NONBLOCK | SOCK_CLOEXEC);
}
extern int pipe2(int[2], int);
static inline int csystem_pipe(int ends[2]) { return pipe2(ends, O_NONBLOCK | O_CLOEXEC); }
static inline int csystem_socket(int family) { return socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0); }
/* poll.h hides it behind _GNU_SOURCE as well. */
enum { CSYSTEM_POLLRDHUP = 0x2000 };
/* EPOLLEXCLUSIVE: of the threads that wait for a descriptor to be readable, the kernel wakes one. */
static inline int csystem_epoll_create(void) { return epoll_create1(EPOLL_CLOEXEC); }
static inline int csystem_epoll_add(int set, int descriptor) {
    struct epoll_event event = { .events = EPOLLIN | EPOLLEXCLUSIVE, .data.fd = descriptor };
    return epoll_ctl(set, EPOLL_CTL_ADD, descriptor, &event);
}
static inline void csystem_epoll_remove(int set, int descriptor) {
    epoll_ctl(set, EPOLL_CTL_DEL, descriptor, 0);
}
/* Returns a descriptor that is readable, or -1 after a signal. */
static inline int csystem_epoll_wait(int set) {
    struct epoll_event event;
    return epoll_wait(set, &event, 1, -1) == 1 ? event.data.fd : -1;
}
/* Each read takes one from the counter; the descriptor is readable while it is not 0. */
static inline int csystem_eventfd(void) { return eventfd(0, EFD_SEMAPHORE | EFD_NONBLOCK | EFD_CLOEXEC); }
/* fcntl is variadic. */
static inline int csystem_fcntl(int descriptor, int command, int argument) {
    return fcntl(descriptor, command, argument);
}

/* Blocking pipes for a child; closed at exec. (_GNU_SOURCE would give Swift two definitions of fd_set.) */
static inline int csystem_blocking_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

/* Closes this descriptor and all higher ones. */
extern int close_range(unsigned, unsigned, int);
static inline void csystem_close_from(unsigned first) { close_range(first, ~0U, 0); }

/* A macro over a union, which Swift does not see. */
static inline int csystem_child_status(const siginfo_t *information) { return information->si_status; }

/* open is variadic. */
static inline int csystem_open_for_writing(const char *path) { return open(path, O_WRONLY | O_CLOEXEC); }
