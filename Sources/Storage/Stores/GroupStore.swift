package import Invoices
import MariaDB

/// Groups with their kept counts.
package struct GroupStore: Sendable {
    /// Jobs that one transaction changes at most: a long one would make others wait.
    private static let portion = 200

    let database: Database
    let backlog: Backlog

    /// Throws `unknownReference` or `inactiveTemplate`.
    package func insert(_ draft: GroupDraft, of account: Account.ID) throws -> GroupRecord {
        try database.writing { connection in
            _ = try TemplateRows.use(draft.template, of: account, on: connection)
            let id: Group.ID = try connection.newID()
            let (columns, details) = (GroupRows.columns(of: draft), GroupRows.detailColumns(of: draft))
            try connection.run(
                """
                INSERT INTO job_group (id, account_id, created_at, updated_at, \(columns.map(\.0).joined(separator: ", ")))
                VALUES (?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), \(placeholders(columns.count)))
                """, [id.value, account.value] + columns.map(\.1))
            try connection.run(
                """
                INSERT INTO group_detail (group_id, \(details.map(\.0).joined(separator: ", ")))
                VALUES (?, \(placeholders(details.count)))
                """, [id.value] + details.map(\.1))
            try SearchText.put(id, group: draft, of: account, on: connection)
            var counters = Counters()
            counters.add(1, to: Counters.groups(.created), of: account)
            try counters.write(on: connection)
            try IdempotentRequest.note(.made, id, on: connection)
            return try GroupRows.find(id, of: account, on: connection)
        }
    }

    /// Throws `StorageError.notFound`.
    package func find(_ id: Group.ID, of account: Account.ID) throws -> GroupRecord {
        try database.reading { try GroupRows.find(id, of: account, on: $0) }
    }

    package func list(_ request: ListRequest, of account: Account.ID) throws -> Listing<GroupRecord> {
        try database.reading { connection in
            let found = try ListSQL(.group, request, of: account).listing(
                GroupRows.columns, joined: GroupRows.joined, on: connection, GroupRows.record)
            let groups = try found.elements.map { try GroupRows.withEstimate($0, on: connection) }
            return Listing(elements: groups, total: found.total)
        }
    }

    /// Throws `notFound`, `preconditionFailed`, `unknownReference` or `inactiveTemplate`.
    package func update(
        _ id: Group.ID, to draft: GroupDraft, of account: Account.ID, ifRevision: Int? = nil
    ) throws -> GroupRecord {
        try database.writing { connection in
            let before = try GroupRows.find(id, of: account, on: connection)
            if draft.template != before.draft.template {
                _ = try TemplateRows.use(draft.template, of: account, on: connection)
            }
            try checkRevision(try GroupRows.lockRevision(id, of: account, on: connection), ifRevision)
            let (columns, details) = (GroupRows.columns(of: draft), GroupRows.detailColumns(of: draft))
            try connection.run(
                """
                UPDATE job_group SET \(columns.map { $0.0 + " = ?" }.joined(separator: ", ")), revision = revision + 1,
                    updated_at = UTC_TIMESTAMP(3)
                WHERE id = ?
                """, columns.map(\.1) + [id.value])
            try connection.run(
                "UPDATE group_detail SET \(details.map { $0.0 + " = ?" }.joined(separator: ", ")) WHERE group_id = ?",
                details.map(\.1) + [id.value])
            try SearchText.put(id, group: draft, of: account, on: connection)
            // Another parallelJobs lets more jobs run, or holds some back again.
            var changes = CounterChanges()
            changes.touch(id)
            try changes.write(on: connection)
            return try GroupRows.find(id, of: account, on: connection)
        }
    }

    /// Throws `inUse` while it has jobs, unless they are to be deleted with it.
    package func delete(
        _ id: Group.ID, of account: Account.ID, withJobs: Bool = false, ifRevision: Int? = nil
    ) throws {
        try checkRevision(try find(id, of: account).revision, ifRevision)
        if withJobs {
            try inPortions(of: id, account, as: nil, where: "1 = 1") { jobs, changes, connection in
                try JobWriting.delete(jobs, &changes, on: connection)
                for job in jobs { try HistoryRows.close(job.id, of: account, on: connection) }
            }
        }
        try database.writing { connection in
            try checkRevision(try GroupRows.lockRevision(id, of: account, on: connection), ifRevision)
            let record = try GroupRows.find(id, of: account, on: connection)
            guard record.counts.total == 0 else { throw StorageError.inUse }
            try connection.run("DELETE FROM job_group WHERE id = ?", [id.value])
            try connection.run("DELETE FROM group_detail WHERE group_id = ?", [id.value])
            try SearchText.remove(id.value, on: connection)
            var counters = Counters()
            counters.add(-1, to: Counters.groups(record.status), of: account)
            try counters.write(on: connection)
        }
    }

    /// Queues every job that is created, failed or cancelled; throws `backlogFull` and queues none where the account may
    /// not have so many more unfinished jobs.
    package func process(_ id: Group.ID, of account: Account.ID) throws -> GroupRecord {
        let counts = try find(id, of: account).counts
        let count = counts[.created] + counts[.failed] + counts[.cancelled]
        try database.reading { try backlog.checkRoom(for: count, of: account, on: $0) }
        let startable = "status IN (\([JobStatus.created, .failed, .cancelled].sql))"
        try inPortions(of: id, account, as: .queued, where: startable) { jobs, changes, connection in
            // Others may have queued jobs since.
            try backlog.checkRoom(for: jobs.count, of: account, on: connection)
            try Lifecycle.enqueue(jobs, &changes, on: connection)
        }
        return try find(id, of: account)
    }

    /// Cancels every job that has not ended.
    package func cancel(_ id: Group.ID, of account: Account.ID) throws -> GroupRecord {
        _ = try find(id, of: account)
        let unfinished = """
            (status IN (\([JobStatus.created, .queued].sql)) \
            OR (status = \(JobStatus.processing.sql) AND cancel_requested = 0))
            """
        try inPortions(of: id, account, as: .done, where: unfinished) { jobs, changes, connection in
            for job in jobs { try Lifecycle.cancel(job, &changes, on: connection) }
        }
        return try find(id, of: account)
    }

    /// Changes the group's jobs that a condition finds, some in each transaction, until it finds none. A job that was
    /// changed must not meet the condition any more. The last portion notes the deed, if it is one that may be repeated.
    private func inPortions(
        of id: Group.ID, _ account: Account.ID, as effect: IdempotentRequest.Effect?, where condition: String,
        _ change: @Sendable ([LockedJob], inout CounterChanges, Connection) throws -> Void
    ) throws {
        var found = GroupStore.portion
        while found == GroupStore.portion {
            found = try database.writing { connection in
                let jobs = try LockedJob.lockAll(
                    where: "group_id = ? AND account_id = ? AND \(condition) ORDER BY id LIMIT ? FOR UPDATE",
                    [id.value, account.value, .int(GroupStore.portion)], on: connection)
                if let effect, jobs.count < GroupStore.portion {
                    try IdempotentRequest.note(effect, id, on: connection)
                }
                guard !jobs.isEmpty else { return 0 }
                var changes = CounterChanges()
                try change(jobs, &changes, connection)
                try changes.write(on: connection)
                return jobs.count
            }
        }
    }
}
