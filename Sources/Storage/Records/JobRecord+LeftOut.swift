/// Results of thousands of lines stay in the database while jobs are listed: a hundred of them would take half a gigabyte
/// of memory to answer one request.
extension JobRecord {
    /// Whether results of this job are larger than a list brings; an item has them.
    package var leavesOutResults: Bool { texts.withAll { Texts(all: $0).leaveOutResults } }
}

extension JobRecord.Texts {
    var leaveOutResults: Bool {
        self[.extractedData]?.isEmpty == true || self[.confidence]?.isEmpty == true
            || self[.validation]?.isEmpty == true
    }
}
