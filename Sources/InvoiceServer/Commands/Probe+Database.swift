import Foundation
import MariaDB
import Storage

/// What the database must be.
extension Probe {
    @Sendable static func database(_ configuration: Configuration) -> Finding {
        let place = configuration.database.socket ?? configuration.database.host ?? "?"
        do {
            let database = Database(configuration.database, connections: 1, patience: .seconds(5))
            defer { database.close() }
            let version = try database.read { try $0.first("SELECT VERSION()") { try $0.text() } } ?? ""
            guard isNewEnough(version) else {
                return .missing("MariaDB \(version) at \(place); 10.6 or newer is needed")
            }
            do {
                try Stores(database: database).checkReady()
            } catch {
                return .missing("the schema is not up to date; run `ocr-invoice migrate`")
            }
            return .fine("MariaDB \(version) at \(place)")
        } catch let error as DatabaseError where error.code == 1049 {
            return .missing("there is no database of that name at \(place); `ocr-invoice migrate` makes it")
        } catch let error as DatabaseError where [1044, 1045, 1698].contains(error.code) {
            return .missing(
                "\(place) refuses the user; set --database-user and OCR_INVOICE_DATABASE_PASSWORD, or GRANT it rights")
        } catch {
            return .missing("no answer from \(place); start MariaDB, or set --database-socket or --database-host")
        }
    }

    /// An acknowledged job survives a power cut only if the log is flushed at each commit.
    @Sendable static func durability(_ configuration: Configuration) -> Finding {
        do {
            let database = Database(configuration.database, connections: 1, patience: .seconds(5))
            defer { database.close() }
            let flush = try database.read {
                try $0.first("SELECT @@GLOBAL.innodb_flush_log_at_trx_commit") { try $0.int() }
            }
            return flush == 1
                ? .fine("every commit is flushed")
                : .doubtful("a power cut can lose acknowledged jobs; set innodb_flush_log_at_trx_commit=1 in MariaDB")
        } catch {
            return .doubtful("not known while the database does not answer")
        }
    }

    private static func isNewEnough(_ version: String) -> Bool {
        let numbers = version.split(whereSeparator: { !$0.isNumber }).prefix(2).compactMap { Int($0) }
        return numbers.count == 2 && (numbers[0], numbers[1]) >= (10, 6)
    }
}
