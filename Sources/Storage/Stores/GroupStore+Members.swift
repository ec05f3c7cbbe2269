package import Invoices
import MariaDB

extension GroupStore {
    /// Where the next portion begins.
    private struct Place: Sendable {
        let createdAt: Timestamp
        let job: Job.ID
    }

    /// The group's jobs, oldest first; as a page of a list. Throws `notFound`.
    package func members(
        of id: Group.ID, of account: Account.ID, limit: Int, offset: Int = 0
    ) throws -> Listing<GroupMember> {
        try database.reading { connection in
            let total = try GroupRows.find(id, of: account, on: connection).counts.total
            let found = try Self.members(of: id, account, after: nil, limit: limit, offset: offset, on: connection)
            return Listing(elements: found.map(\.member), total: total)
        }
    }

    /// All of the group's jobs from `offset` on, oldest first, so many held at a time: a group may
    /// have any number of them.
    package func eachMember(
        of id: Group.ID, of account: Account.ID, offset: Int = 0, portion: Int = 500,
        _ body: (GroupMember) throws -> Void
    ) throws {
        var (last, offset) = (nil as Place?, offset)
        while true {
            let (place, start) = (last, offset)
            let found = try database.reading {
                try Self.members(of: id, account, after: place, limit: portion, offset: start, on: $0)
            }
            for (member, _) in found { try body(member) }
            guard found.count == portion else { return }
            (last, offset) = (found.last?.place, 0)
        }
    }

    private static func members(
        of id: Group.ID, _ account: Account.ID, after place: Place?, limit: Int, offset: Int,
        on connection: Connection
    ) throws -> [(member: GroupMember, place: Place)] {
        let beginning: [Value] = place.map { [.time($0.createdAt.milliseconds), $0.job.value] } ?? []
        return try connection.rows(
            """
            SELECT id, status, document_name, created_at FROM job
            WHERE group_id = ? AND account_id = ? \(place == nil ? "" : "AND (created_at, id) > (?, ?)")
            ORDER BY created_at, id LIMIT ? OFFSET ?
            """, [id.value, account.value] + beginning + [.int(limit), .int(offset)]
        ) { row in
            let member = GroupMember(job: try row.id(), status: try row.choice(), documentName: try row.text())
            return (member, Place(createdAt: try row.timestamp(), job: member.job))
        }
    }
}
