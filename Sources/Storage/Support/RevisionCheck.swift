/// Throws `notFound` without a revision, `preconditionFailed` when it is not the one that the caller wants.
func checkRevision(_ present: Int?, _ wanted: Int?) throws {
    guard let present else { throw StorageError.notFound }
    if let wanted, wanted != present { throw StorageError.preconditionFailed(revision: present) }
}
