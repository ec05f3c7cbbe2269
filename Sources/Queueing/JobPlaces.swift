/// How many jobs may run in a process in addition to its width.
package enum JobPlaces {
    /// For accounts without a running job here, so that one account's long jobs do not delay another's.
    package static let reserve = 2
}
