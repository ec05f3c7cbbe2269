/// What was read along with a key that is good: only what the prefetch named, and what there is.
package enum Prefetched: Sendable {
    case none
    case job(JobRecord, [AttemptRecord])
    case jobs(JobListJSON)
}
