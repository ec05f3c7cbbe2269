/// How many jobs may run in a process beside its width.
package enum JobPlaces {
    /// For accounts of which nothing runs here: one account's long jobs do not make another's wait for their end.
    package static let reserve = 2
}
