import Invoices
import MariaDB

/// A list in SQL: which rows, in which order, how many in all.
struct ListSQL {
    private let resource: Resource
    private let request: ListRequest
    private let account: Account.ID
    /// What finds the rows where an index of its own does: a search, or a value of the metadata.
    private let hits: SQLPart?
    /// The same of metadata.
    private let kept: MetadataHits?
    private let condition: SQLPart?
    private let joins: Set<ResourceField.Join>

    init(_ resource: Resource, _ request: ListRequest, of account: Account.ID) throws {
        self.resource = resource
        self.request = request
        self.account = account
        var rest = request.filter?.condition
        if let search = request.search {
            hits = SearchHits.sql(search, resource, account)
            kept = nil
        } else if resource == .job, let found = rest.flatMap({ MetadataHits.find(in: $0, of: account) }) {
            hits = found.hits.all
            rest = found.rest
            kept = found.hits
        } else {
            hits = nil
            kept = nil
        }
        var sql = FilterSQL(resource)
        condition = try rest.map { try sql.sql($0) }
        joins = sql.joins
    }

    /// The page of the list that is asked for. The rows' columns, each row made into a value; `joined` follows the
    /// resource's own table `r`.
    func listing<Element>(
        _ columns: String, joined: String = "", on connection: Connection, _ make: (Row) throws -> Element
    ) throws -> Listing<Element> {
        if request.sort.isCreation, let total = try keptTotal(on: connection) {
            let rows = try elements(
                of: PageWindow(request, total: total), columns, joined: joined, on: connection, make)
            return Listing(elements: rows, total: total)
        }
        let (ids, total) = try found(on: connection)
        let from = "\(columns) FROM \(resource.table) r \(joined)"
        return Listing(elements: try elements(ids, from, on: connection, make), total: total)
    }

    /// Nil when it must be counted.
    private func keptTotal(on connection: Connection) throws -> Int? {
        try CachedTotal(resource, request, account).read(on: connection)
    }

    /// The rows of a page in the order in which they were made, in one question.
    private func elements<Element>(
        of window: PageWindow, _ columns: String, joined: String, on connection: Connection,
        _ make: (Row) throws -> Element
    ) throws -> [Element] {
        guard window.limit > 0 else { return [] }
        let matching = matching()
        var arrivals = RowOrder()
        let found = try connection.rows(
            """
            SELECT \(RowOrder.columns), \(columns) FROM (SELECT r.id FROM \(matching.text)
                ORDER BY \(order(reversed: window.isReversed)) LIMIT ? OFFSET ?) p
            STRAIGHT_JOIN \(resource.table) r ON r.id = p.id \(joined)
            """, matching.values + [.int(window.limit), .int(window.offset)]
        ) { row in
            try arrivals.note(row)
            return try make(row)
        }
        return arrivals.sorted(found, descending: request.isDescending)
    }

    /// The ids of the page, in order, and how many match in all.
    private func found(on connection: Connection) throws -> (ids: [RowID], total: Int) {
        if let kept = try keptTotal(on: connection) {
            return (try ids(of: PageWindow(request, total: kept), on: connection), kept)
        }
        if let found = try walked(on: connection) { return found }
        if hits != nil { return try countedOnTheWay(on: connection) }
        let matching = matching()
        let total =
            try connection.first("SELECT COUNT(*) FROM \(matching.text)", matching.values) { try $0.int() } ?? 0
        return (try ids(of: PageWindow(request, total: total), on: connection), total)
    }

    private func ids(of window: PageWindow, on connection: Connection) throws -> [RowID] {
        guard window.limit > 0 else { return [] }
        let matching = matching()
        let found = try connection.rows(
            "SELECT r.id FROM \(matching.text) ORDER BY \(order(reversed: window.isReversed)) LIMIT ? OFFSET ?",
            matching.values + [.int(window.limit), .int(window.offset)]
        ) { try $0.id() as RowID }
        return window.isReversed ? found.reversed() : found
    }

    /// Where the matches are known beforehand and nothing else is asked of the rows, in the order in which they came.
    private func walked(on connection: Connection) throws -> IndexWalk.Page? {
        guard let hits, condition == nil, request.sort.isCreation else { return nil }
        let walk = IndexWalk(resource: resource, request: request, account: account)
        guard let kept else { return try walk.page(ofSearch: hits, on: connection) }
        return try walk.page(of: kept, on: connection)
    }

    /// Where all rows that match must be visited anyway to bring them into order, counting them costs nothing more.
    private func countedOnTheWay(on connection: Connection) throws -> (ids: [RowID], total: Int) {
        let matching = matching()
        let ids = try connection.rows(
            """
            SELECT SQL_CALC_FOUND_ROWS r.id FROM \(matching.text) ORDER BY \(order(reversed: false)) LIMIT ? OFFSET ?
            """, matching.values + [.int(request.limit), .int(request.offset)]
        ) { try $0.id() as RowID }
        return (ids, try connection.first("SELECT FOUND_ROWS()") { try $0.int() } ?? 0)
    }

    /// The rows of these ids in their order. The database would sort whole rows with all their texts, which takes it
    /// longer than reading them.
    private func elements<Element>(
        _ ids: [RowID], _ from: String, on connection: Connection, _ make: (Row) throws -> Element
    ) throws -> [Element] {
        guard let last = ids.last else { return [] }
        // Filled up to one length, so that there is one statement to prepare and not one for each number of rows.
        let wanted = ids + repeatElement(last, count: request.limit - ids.count)
        var order: [RowID] = []
        let found = try connection.rows(
            "SELECT r.id, \(from) WHERE r.id IN (\(placeholders(wanted.count)))", wanted.map(\.value)
        ) { row in
            order.append(try row.id())
            return try make(row)
        }
        // A hundred at most: looking through them is quicker than hashing them.
        return ids.compactMap { id in order.firstIndex(of: id).map { found[$0] } }
    }

    /// Everything after FROM: table, joins and conditions.
    private func matching() -> SQLPart {
        var sql = SQLPart(text: "\(resource.table) r")
        if let hits {
            sql = SQLPart(
                text: "(\(hits.text)) s STRAIGHT_JOIN \(resource.table) r ON r.id = s.id", values: hits.values)
        }
        if joins.contains(.detail) { sql.text += " " + resource.detailJoin }
        if !joins.isDisjoint(with: [.result, .supplier, .proposedSupplier]) { sql.text += " " + JobRows.resultJoin }
        if joins.contains(.supplier) { sql.text += " LEFT JOIN supplier sup ON sup.id = x.supplier_id" }
        if joins.contains(.proposedSupplier) {
            sql.text += " LEFT JOIN supplier prop ON prop.id = x.proposed_supplier_id"
        }
        sql.text += " WHERE r.account_id = ?"
        sql.values.append(account.value)
        if resource == .supplier { sql.text += " AND r.merged_into IS NULL" }
        if let condition {
            sql.text += " AND " + condition.text
            sql.values += condition.values
        }
        return sql
    }

    /// The id settles what the sort leaves open, so that pages of a list neither repeat nor miss a row.
    private func order(reversed: Bool) -> String {
        let direction = request.isDescending != reversed ? "DESC" : "ASC"
        let field = request.sort.field
        // Beside a unique column the id would keep the server from reading in the index's order.
        return (field.order + (field.isUnique ? [] : ["r.id"])).map { "\($0) \(direction)" }.joined(separator: ", ")
    }
}

extension Resource {
    var table: String {
        switch self {
        case .job: "job"
        case .group: "job_group"
        case .template: "template"
        case .page: "page"
        case .supplier: "supplier"
        }
    }

    var detailJoin: String {
        switch self {
        case .job: "JOIN job_detail d ON d.job_id = r.id"
        case .group: "JOIN group_detail d ON d.group_id = r.id"
        case .page: "JOIN page_detail d ON d.page_id = r.id"
        case .template, .supplier: ""
        }
    }

    /// The tally's slots, by status where there is one.
    var slots: [Int] {
        switch self {
        case .job: JobStatus.allCases.map(Counters.jobs)
        case .group: GroupStatus.allCases.map(Counters.groups)
        case .template: [Counters.templates]
        case .page: PageStatus.allCases.map(Counters.pages)
        case .supplier: [Counters.suppliers]
        }
    }
}
