import CSystem
import Glibc

/// Where this process stands among the machine's others.
enum OwnPlace {
    /// When memory runs out the kernel ends this process and its forks before the server: a document's reader costs one job
    /// its attempt, the server would cost all of them. Raising the number needs no right; where there is none, nothing changes.
    static func goFirst() {
        let file = csystem_open_for_writing("/proc/self/oom_score_adj")
        guard file >= 0 else { return }
        defer { close(file) }
        _ = write(file, "500", 3)
    }
}
