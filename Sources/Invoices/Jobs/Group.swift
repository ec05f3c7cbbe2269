/// A batch of jobs with settings and notifications in common.
package struct Group: Sendable {
    package typealias ID = Invoices.ID<Group>

    package struct ProcessingSettings: Sendable, Equatable {
        /// 1…64
        package var parallelJobs = 3
        /// Retries after the first attempt, for transient failures; 0…10.
        package var retryCount = 2
        /// One attempt's limit; 1…1440.
        package var timeoutMinutes = 30

        package init(parallelJobs: Int = 3, retryCount: Int = 2, timeoutMinutes: Int = 30) {
            self.parallelJobs = parallelJobs
            self.retryCount = retryCount
            self.timeoutMinutes = timeoutMinutes
        }
    }
}
