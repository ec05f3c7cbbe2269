/// The time limits of reading one page.
///
/// The main limit is on the processor time of the fork that reads it, since a busy machine does not lengthen it. A much
/// longer limit on wall time ends a fork that waits for something that never comes.
package enum PageTime {
    /// Seconds of processor time, after which the kernel ends the fork with SIGXCPU.
    package static let processor = 120
    /// The limit of wall time.
    package static let passing = Duration.seconds(600)
}
