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

/* accept4 and pipe2 stand behind _GNU_SOURCE; without them a child started in between would inherit the descriptor. */
extern int accept4(int, struct sockaddr *restrict, socklen_t *restrict, int);
static inline int csystem_accept(int listening) {
    return accept4(listening, 0, 0, SOCK_NONBLOCK | SOCK_CLOEXEC);
}
extern int pipe2(int[2], int);
static inline int csystem_pipe(int ends[2]) { return pipe2(ends, O_NONBLOCK | O_CLOEXEC); }
static inline int csystem_socket(int family) { return socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0); }
/* poll.h hides it behind _GNU_SOURCE as well. */
enum { CSYSTEM_POLLRDHUP = 0x2000 };
/* fcntl is variadic. */
static inline int csystem_fcntl(int descriptor, int command, int argument) {
    return fcntl(descriptor, command, argument);
}

/* Pipes that wait, for a child; closed at exec. (_GNU_SOURCE would give Swift two shapes of fd_set.) */
static inline int csystem_blocking_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

/* Closes every descriptor from that one on. */
extern int close_range(unsigned, unsigned, int);
static inline void csystem_close_from(unsigned first) { close_range(first, ~0U, 0); }

/* A macro over a union, which Swift does not see. */
static inline int csystem_child_status(const siginfo_t *information) { return information->si_status; }

/* open is variadic. */
static inline int csystem_open_for_writing(const char *path) { return open(path, O_WRONLY | O_CLOEXEC); }

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/syscall.h>

/* Landlock has no wrappers in glibc. The version of the kernel's Landlock; below 1 there is none. */
static inline int csystem_landlock_version(void) {
    return (int)syscall(SYS_landlock_create_ruleset, 0, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

/* A rule set that forbids every access to files that the first Landlock knew; -1 where there is none. */
static inline int csystem_landlock_make(void) {
    struct landlock_ruleset_attr rules = { .handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1 };
    return (int)syscall(SYS_landlock_create_ruleset, &rules, sizeof rules, 0);
}

/* Allows reading a folder and what lies in it, or one file. */
static inline int csystem_landlock_allow_reading(int rules, const char *path, int is_folder) {
    struct landlock_path_beneath_attr rule = { .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE };
    if (is_folder) rule.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
    rule.parent_fd = open(path, O_RDONLY | O_CLOEXEC);
    if (rule.parent_fd < 0) return -1;
    int result = (int)syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    close(rule.parent_fd);
    return result;
}

static inline int csystem_landlock_enforce(int rules) {
    int result = (int)syscall(SYS_landlock_restrict_self, rules, 0);
    close(rules);
    return result;
}

#if defined(__x86_64__)
#define CSYSTEM_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define CSYSTEM_ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#define CSYSTEM_ARCHITECTURE 0
#endif

#define CSYSTEM_REFUSE(call) \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##call, 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM_NUMBER)
enum { EPERM_NUMBER = 1 };

/* Refuses sockets, other programs, other processes and tracing from here on; macros that Swift cannot expand. */
static inline int csystem_refuse_calls(void) {
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, CSYSTEM_ARCHITECTURE, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
#if defined(__x86_64__)
        /* The x32 calls have numbers of their own. */
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        CSYSTEM_REFUSE(fork), CSYSTEM_REFUSE(vfork),
#endif
        CSYSTEM_REFUSE(socket), CSYSTEM_REFUSE(socketpair), CSYSTEM_REFUSE(connect), CSYSTEM_REFUSE(bind),
        CSYSTEM_REFUSE(listen), CSYSTEM_REFUSE(execve), CSYSTEM_REFUSE(execveat), CSYSTEM_REFUSE(clone3),
        CSYSTEM_REFUSE(clone), CSYSTEM_REFUSE(kill), CSYSTEM_REFUSE(ptrace), CSYSTEM_REFUSE(process_vm_readv),
        CSYSTEM_REFUSE(process_vm_writev), CSYSTEM_REFUSE(io_uring_setup), CSYSTEM_REFUSE(bpf),
        CSYSTEM_REFUSE(userfaultfd), CSYSTEM_REFUSE(perf_event_open), CSYSTEM_REFUSE(unshare), CSYSTEM_REFUSE(mount),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = { .len = sizeof filter / sizeof *filter, .filter = filter };
    if (CSYSTEM_ARCHITECTURE == 0) return -1;
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
}

/* Whether the kernel filters system calls; asking costs nothing. */
static inline int csystem_has_seccomp(void) { return prctl(PR_GET_SECCOMP, 0, 0, 0, 0) >= 0; }
