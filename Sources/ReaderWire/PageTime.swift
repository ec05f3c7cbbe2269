/// How long one page may take.
///
/// What counts is the processor time of the fork that reads it, which a busy machine does not lengthen. The time that
/// passes is watched as well, far more loosely: for a fork that waits for something that never comes.
package enum PageTime {
    /// Seconds of processor time; beyond them the kernel ends the fork with SIGXCPU.
    package static let processor = 120
    /// Time that may pass.
    package static let passing = Duration.seconds(600)
}
