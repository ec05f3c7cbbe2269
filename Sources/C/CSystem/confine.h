#pragma once
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Restrictions of a process that cannot be undone. In C because they need macros, unions and the variadic syscall(). */

/* Landlock: the structures of the kernel's newest interface, which older headers lack. */
struct csystem_landlock_ruleset { unsigned long long files, net, scoped; };
struct csystem_landlock_path { unsigned long long access; int parent; } __attribute__((packed));

/* 0 if the kernel has no Landlock. */
static inline int csystem_landlock_version(void) {
    long version = syscall(444, (void *)0, (size_t)0, 1);
    return version > 0 ? (int)version : 0;
}
static inline int csystem_landlock_create(unsigned long long files, unsigned long long net, unsigned long long scoped) {
    struct csystem_landlock_ruleset rules = { files, net, scoped };
    int version = csystem_landlock_version();
    /* An older kernel takes a shorter structure. */
    return (int)syscall(444, &rules, (size_t)(version >= 6 ? 24 : version >= 4 ? 16 : 8), 0);
}
static inline int csystem_landlock_allow(int rules, int place, unsigned long long access) {
    struct csystem_landlock_path path = { access, place };
    return (int)syscall(445, rules, 1, &path, 0);
}
static inline int csystem_landlock_restrict(int rules) { return (int)syscall(446, rules, 0); }
static inline int csystem_open_place(const char *path) { return open(path, 010000000 /* O_PATH */ | O_CLOEXEC); }

#if defined(__x86_64__)
#define CSYSTEM_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define CSYSTEM_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#define CSYSTEM_REFUSE(code) BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (code))
#define CSYSTEM_WITHOUT(call) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 1), CSYSTEM_REFUSE(EPERM)
#define CSYSTEM_ARGUMENT(index) \
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args) + 8 * (index))
/* Allowed only if the argument's lower half has none of these bits. */
#define CSYSTEM_WITHOUT_BITS(call, index, bits) \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 4), CSYSTEM_ARGUMENT(index), \
    BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 0, 1), CSYSTEM_REFUSE(EACCES), \
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
/* Allowed only if the argument's lower half is that value. */
#define CSYSTEM_ONLY(call, index, value) \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 4), CSYSTEM_ARGUMENT(index), \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 1, 0), CSYSTEM_REFUSE(EPERM), \
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

/* Allowed unless the argument's lower half is that value. */
#define CSYSTEM_WITHOUT_VALUE(call, index, value) \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 4), CSYSTEM_ARGUMENT(index), \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1), CSYSTEM_REFUSE(EPERM), \
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
/* Allowed unless the argument's lower half is one of three values. */
#define CSYSTEM_EXCEPT(call, index, first, second, third) \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 6), CSYSTEM_ARGUMENT(index), \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, first, 2, 0), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, second, 1, 0), \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, third, 0, 1), CSYSTEM_REFUSE(EPERM), \
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

/* The first call that is newer than Landlock's: newer calls give memory without a limit, another way to files' modes,
   and others that do not exist yet. */
#define CSYSTEM_FIRST_NEWER 447

/* No sockets, no programs, no processes, no other process, no file written or changed: what stays is reading and
   computing. A list of what is refused, since the libraries' needs change with every release; needs no_new_privs. */
static inline int csystem_refuse_system_calls(pid_t own) {
#ifdef CSYSTEM_ARCHITECTURE
    const int writing = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC;
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, CSYSTEM_ARCHITECTURE, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        /* The x32 calls of x86 would bypass all that follows. */
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1), CSYSTEM_REFUSE(EPERM),
        CSYSTEM_WITHOUT_BITS(SYS_openat, 2, writing),
        CSYSTEM_ONLY(SYS_tgkill, 0, (unsigned)own),
        CSYSTEM_ONLY(SYS_prlimit64, 0, 0),
        /* A pipe can be set to send any signal to any process of this user when it is ready. */
        CSYSTEM_EXCEPT(SYS_fcntl, 1, 8 /* F_SETOWN */, 10 /* F_SETSIG */, 15 /* F_SETOWN_EX */),
        /* Outliving its parent; letting other processes read or trace it. */
        CSYSTEM_EXCEPT(SYS_prctl, 0, PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_PTRACER),
        /* Ignoring the soft limit of processor time until the hard limit ends it. */
        CSYSTEM_WITHOUT_VALUE(SYS_rt_sigaction, 0, 24 /* SIGXCPU */),
        /* The libraries do not need calls of newer kernels, since they also run on older ones. */
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, CSYSTEM_FIRST_NEWER, 0, 1), CSYSTEM_REFUSE(ENOSYS),
        /* Its flags are behind a pointer, which a filter cannot read; the C library then uses another call. */
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat2, 0, 1), CSYSTEM_REFUSE(ENOSYS),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone3, 0, 1), CSYSTEM_REFUSE(ENOSYS),
        CSYSTEM_WITHOUT(SYS_clone), CSYSTEM_WITHOUT(SYS_execve), CSYSTEM_WITHOUT(SYS_execveat),
        CSYSTEM_WITHOUT(SYS_socket), CSYSTEM_WITHOUT(SYS_socketpair), CSYSTEM_WITHOUT(SYS_connect),
        CSYSTEM_WITHOUT(SYS_bind), CSYSTEM_WITHOUT(SYS_listen), CSYSTEM_WITHOUT(SYS_accept4),
        CSYSTEM_WITHOUT(SYS_io_uring_setup), CSYSTEM_WITHOUT(SYS_io_uring_enter),
        CSYSTEM_WITHOUT(SYS_kill), CSYSTEM_WITHOUT(SYS_tkill), CSYSTEM_WITHOUT(SYS_rt_sigqueueinfo),
        CSYSTEM_WITHOUT(SYS_rt_tgsigqueueinfo), CSYSTEM_WITHOUT(SYS_pidfd_open), CSYSTEM_WITHOUT(SYS_pidfd_getfd),
        CSYSTEM_WITHOUT(SYS_pidfd_send_signal), CSYSTEM_WITHOUT(SYS_ptrace), CSYSTEM_WITHOUT(SYS_process_vm_readv),
        CSYSTEM_WITHOUT(SYS_process_vm_writev), CSYSTEM_WITHOUT(SYS_bpf), CSYSTEM_WITHOUT(SYS_perf_event_open),
        CSYSTEM_WITHOUT(SYS_userfaultfd), CSYSTEM_WITHOUT(SYS_keyctl), CSYSTEM_WITHOUT(SYS_add_key),
        CSYSTEM_WITHOUT(SYS_request_key), CSYSTEM_WITHOUT(SYS_mount), CSYSTEM_WITHOUT(SYS_umount2),
        CSYSTEM_WITHOUT(SYS_pivot_root), CSYSTEM_WITHOUT(SYS_chroot), CSYSTEM_WITHOUT(SYS_setns),
        CSYSTEM_WITHOUT(SYS_unshare), CSYSTEM_WITHOUT(SYS_open_by_handle_at), CSYSTEM_WITHOUT(SYS_name_to_handle_at),
        CSYSTEM_WITHOUT(SYS_move_mount), CSYSTEM_WITHOUT(SYS_open_tree), CSYSTEM_WITHOUT(SYS_fsopen),
        CSYSTEM_WITHOUT(SYS_fsmount), CSYSTEM_WITHOUT(SYS_fspick), CSYSTEM_WITHOUT(SYS_fsconfig),
        CSYSTEM_WITHOUT(SYS_io_uring_register), CSYSTEM_WITHOUT(SYS_kcmp),
        /* Objects shared with other processes of any user, which are found by a number. */
        CSYSTEM_WITHOUT(SYS_shmget), CSYSTEM_WITHOUT(SYS_shmat), CSYSTEM_WITHOUT(SYS_shmctl), CSYSTEM_WITHOUT(SYS_shmdt),
        CSYSTEM_WITHOUT(SYS_semget), CSYSTEM_WITHOUT(SYS_semop), CSYSTEM_WITHOUT(SYS_semtimedop), CSYSTEM_WITHOUT(SYS_semctl),
        CSYSTEM_WITHOUT(SYS_msgget), CSYSTEM_WITHOUT(SYS_msgsnd), CSYSTEM_WITHOUT(SYS_msgrcv), CSYSTEM_WITHOUT(SYS_msgctl),
        CSYSTEM_WITHOUT(SYS_mq_open), CSYSTEM_WITHOUT(SYS_mq_unlink), CSYSTEM_WITHOUT(SYS_mq_timedsend),
        CSYSTEM_WITHOUT(SYS_mq_timedreceive), CSYSTEM_WITHOUT(SYS_mq_notify), CSYSTEM_WITHOUT(SYS_mq_getsetattr),
        /* Blocking the disk for everybody; the kernel's log; events of other users' files. */
        CSYSTEM_WITHOUT(SYS_sync), CSYSTEM_WITHOUT(SYS_syncfs), CSYSTEM_WITHOUT(SYS_syslog),
        CSYSTEM_WITHOUT(SYS_inotify_init1), CSYSTEM_WITHOUT(SYS_fanotify_init),
        /* The machine itself, if the server runs as root. */
        CSYSTEM_WITHOUT(SYS_reboot), CSYSTEM_WITHOUT(SYS_swapon), CSYSTEM_WITHOUT(SYS_swapoff), CSYSTEM_WITHOUT(SYS_acct),
        CSYSTEM_WITHOUT(SYS_sethostname), CSYSTEM_WITHOUT(SYS_setdomainname), CSYSTEM_WITHOUT(SYS_settimeofday),
        CSYSTEM_WITHOUT(SYS_clock_settime), CSYSTEM_WITHOUT(SYS_clock_adjtime), CSYSTEM_WITHOUT(SYS_adjtimex),
        CSYSTEM_WITHOUT(SYS_init_module), CSYSTEM_WITHOUT(SYS_finit_module), CSYSTEM_WITHOUT(SYS_delete_module),
        CSYSTEM_WITHOUT(SYS_kexec_load), CSYSTEM_WITHOUT(SYS_quotactl), CSYSTEM_WITHOUT(SYS_vhangup),
        CSYSTEM_WITHOUT(SYS_personality),
        /* Memory that the process's limits do not count. */
        CSYSTEM_WITHOUT(SYS_memfd_create), CSYSTEM_WITHOUT(SYS_io_setup),
        /* The priorities of other processes of this user for the processor and the disk. */
        CSYSTEM_WITHOUT(SYS_setpriority), CSYSTEM_WITHOUT(SYS_ioprio_set), CSYSTEM_WITHOUT(SYS_sched_setaffinity),
        CSYSTEM_WITHOUT(SYS_sched_setscheduler), CSYSTEM_WITHOUT(SYS_sched_setparam), CSYSTEM_WITHOUT(SYS_sched_setattr),
        CSYSTEM_WITHOUT(SYS_migrate_pages), CSYSTEM_WITHOUT(SYS_move_pages), CSYSTEM_WITHOUT(SYS_process_madvise),
        CSYSTEM_WITHOUT(SYS_accept), CSYSTEM_WITHOUT(SYS_unlinkat), CSYSTEM_WITHOUT(SYS_renameat),
        CSYSTEM_WITHOUT(SYS_renameat2), CSYSTEM_WITHOUT(SYS_linkat),
        CSYSTEM_WITHOUT(SYS_symlinkat), CSYSTEM_WITHOUT(SYS_mkdirat), CSYSTEM_WITHOUT(SYS_mknodat),
        CSYSTEM_WITHOUT(SYS_truncate), CSYSTEM_WITHOUT(SYS_fchmod), CSYSTEM_WITHOUT(SYS_fchmodat),
        CSYSTEM_WITHOUT(SYS_fchown), CSYSTEM_WITHOUT(SYS_fchownat), CSYSTEM_WITHOUT(SYS_utimensat),
        CSYSTEM_WITHOUT(SYS_setxattr), CSYSTEM_WITHOUT(SYS_lsetxattr), CSYSTEM_WITHOUT(SYS_fsetxattr),
        CSYSTEM_WITHOUT(SYS_removexattr), CSYSTEM_WITHOUT(SYS_lremovexattr), CSYSTEM_WITHOUT(SYS_fremovexattr),
#ifdef SYS_open
        CSYSTEM_WITHOUT_BITS(SYS_open, 1, writing),
        CSYSTEM_WITHOUT(SYS_creat), CSYSTEM_WITHOUT(SYS_fork), CSYSTEM_WITHOUT(SYS_vfork),
        CSYSTEM_WITHOUT(SYS_unlink), CSYSTEM_WITHOUT(SYS_rmdir), CSYSTEM_WITHOUT(SYS_rename),
        CSYSTEM_WITHOUT(SYS_link),
        CSYSTEM_WITHOUT(SYS_symlink), CSYSTEM_WITHOUT(SYS_mkdir), CSYSTEM_WITHOUT(SYS_mknod),
        CSYSTEM_WITHOUT(SYS_chmod), CSYSTEM_WITHOUT(SYS_chown), CSYSTEM_WITHOUT(SYS_lchown),
        CSYSTEM_WITHOUT(SYS_utime), CSYSTEM_WITHOUT(SYS_utimes), CSYSTEM_WITHOUT(SYS_futimesat),
        CSYSTEM_WITHOUT(SYS_inotify_init),
#endif
#ifdef SYS_iopl
        CSYSTEM_WITHOUT(SYS_iopl), CSYSTEM_WITHOUT(SYS_ioperm),
#endif
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = { sizeof filter / sizeof filter[0], filter };
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
#else
    (void)own;
    errno = ENOSYS;
    return -1;
#endif
}
/* execve without arguments, to check that it is refused. */
static inline int csystem_try_exec(void) {
    char *nothing[] = { 0 };
    return execve("/nonexistent", nothing, nothing);
}
/* Tries calls that a confined process must not make, each as harmless as possible: -1 and errno if it is refused. */
static inline int csystem_try_signal_by_pipe(pid_t other) {
    int ends[2];
    if (pipe(ends) != 0) return 0;
    int outcome = fcntl(ends[0], 8 /* F_SETOWN */, other);
    int code = errno;
    close(ends[0]);
    close(ends[1]);
    errno = code;
    return outcome;
}
static inline int csystem_try_memory_file(void) { return (int)syscall(SYS_memfd_create, "probe", 0U); }
static inline int csystem_try_newer_call(void) { return (int)syscall(CSYSTEM_FIRST_NEWER, 0U); }
static inline int csystem_try_shared_memory(void) { return (int)syscall(SYS_shmat, -1, (void *)0, 0); }
static inline int csystem_try_message(void) { return (int)syscall(SYS_msgrcv, -1, (void *)0, (size_t)0, 0L, 0); }
static inline int csystem_try_semaphore(void) { return (int)syscall(SYS_semop, -1, (void *)0, (size_t)0); }
static inline int csystem_try_kernel_log(void) { return (int)syscall(SYS_syslog, 10 /* its size */, (char *)0, 0); }
/* open is variadic. */
static inline int csystem_open_for_reading(const char *path) { return open(path, O_RDONLY | O_CLOEXEC); }
/* What could be made is removed again. */
static inline int csystem_try_create(const char *path) {
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    int code = errno;
    if (file >= 0) unlink(path);
    errno = code;
    return file;
}
