import JSON

extension Delivery {
    /// A webhook's body: the same bytes in every try, as long as what it speaks of does not change its name.
    package var body: [UInt8] {
        JSONWriter.write { json in
            json.object { json in
                json.member("type", event.rawValue)
                json.member("timestamp", createdAt.text)
                json.member(
                    "data",
                    object: { json in
                        if let job = facts.job {
                            json.member("jobId", job.text)
                            json.member("jobNumber", facts.jobNumber)
                            if event == .jobFailed { json.member("errorCode", facts.errorCode) }
                            if event == .jobFailed || event == .jobCancelled {
                                json.member("resultsKept", facts.resultsKept)
                            }
                        }
                        if let group = facts.group { json.member("groupId", group.text) }
                        if event == .webhookTest {
                            json.member("message", "This is a test. Nothing has happened.")
                        } else if facts.job == nil {
                            json.member("name", facts.groupName)
                            json.member("completedJobs", facts.completed)
                            json.member("failedJobs", facts.failed)
                            json.member("cancelledJobs", facts.cancelled)
                        }
                    })
            }
        }
    }
}
