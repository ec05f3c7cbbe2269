package import Invoices
package import MariaDB

/// What happened to documents over time.
package struct StatisticsStore: Sendable {
    private let database: Database

    package init(database: Database) { self.database = database }

    /// Hours, days, templates or suppliers of which there is something to say.
    package func list(_ request: StatisticsRequest, of account: Account.ID) throws -> [StatisticsEntry] {
        try database.reading { try StatisticsRows.list(request, of: account, on: $0) }
    }

    /// All that ever happened to a supplier's documents, and to those of suppliers that were merged into it.
    package func totals(of supplier: Supplier.ID, _ account: Account.ID) throws -> StatisticsCounts {
        try database.reading { try SupplierStatistics.totals(of: supplier, account, on: $0) }
    }

    /// Of all accounts, from the kept counts.
    package func totals() throws -> [StatisticsCounts.Total: Int] {
        let slots = StatisticsCounts.Total.allCases.map(Counters.total)
        let sums = try database.reading { connection in
            try connection.rows(
                """
                SELECT slot, CAST(SUM(count) AS SIGNED) FROM tally WHERE slot IN (\(placeholders(slots.count)))
                GROUP BY slot
                """, slots.map { .int($0) }
            ) { (try $0.int(), try $0.int()) }
        }
        let bySlot = Dictionary(sums) { first, _ in first }
        return Dictionary(
            StatisticsCounts.Total.allCases.map { ($0, bySlot[Counters.total($0)] ?? 0) }, uniquingKeysWith: { $1 })
    }
}
