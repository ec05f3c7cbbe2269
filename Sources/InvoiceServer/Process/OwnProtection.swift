import CSystem
import Glibc

/// Protects this process's memory.
enum OwnProtection {
    /// Keeps other processes of this user from reading this one: its environment and memory hold passwords, and a
    /// document's process has the same user. There is no core file either, and a debugger needs root.
    static func hideMemory() { csystem_prctl(PR_SET_DUMPABLE, 0) }

    /// Forbids this process to make writable memory executable. False if the kernel cannot forbid it for this process
    /// alone.
    ///
    /// Readers must not inherit this, since a recogniser may compile code. That needs Linux 6.6 or newer.
    @discardableResult static func denyWritableCode() -> Bool {
        csystem_prctl(setMemoryDenial, refusesGain | isNotInherited) == 0
    }

    // From linux/prctl.h, which may be older than the kernel.
    private static let setMemoryDenial: Int32 = 65
    private static let refusesGain: UInt = 1
    private static let isNotInherited: UInt = 2
}
