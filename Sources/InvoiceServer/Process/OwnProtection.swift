import CSystem
import Glibc

/// What this program denies to others, and to itself.
enum OwnProtection {
    /// Keeps other processes of this user from looking into this one: its environment and its memory hold passwords, and a
    /// document's process runs under the same user. There is no core file either; a debugger needs root.
    static func hideMemory() { csystem_prctl(PR_SET_DUMPABLE, 0) }

    /// No memory of this process becomes code any more; false where the kernel cannot say so of this process alone.
    ///
    /// Readers must not inherit it, since a recogniser may compile code: Linux 6.6 and newer can tell the two apart.
    @discardableResult static func denyWritableCode() -> Bool {
        csystem_prctl(setMemoryDenial, refusesGain | isNotInherited) == 0
    }

    // Of linux/prctl.h, which may be older here than the kernel.
    private static let setMemoryDenial: Int32 = 65
    private static let refusesGain: UInt = 1
    private static let isNotInherited: UInt = 2
}
