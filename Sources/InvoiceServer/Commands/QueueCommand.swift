import ArgumentParser
import Invoices
import MariaDB
import Storage

struct Queue: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows the queue, and gives failed jobs another run.",
        subcommands: [Status.self, Failed.self, Retry.self], defaultSubcommand: Status.self)

    struct Status: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Counts of jobs, and the processes that work.")

        func run() throws {
            let queue = QueueStore(database: try Queue.database())
            let counts = try queue.counts()
            for status in JobStatus.allCases { print("\(status.rawValue)\t\(counts[status, default: 0])") }
            print("waiting for a later try\t\(try queue.waiting())")
            print("longest wait\t\(try queue.longestWait()) s")
            for process in try queue.processes() {
                let state = process.isDead ? "dead" : "alive, last heard of \(process.silence) s ago"
                print("process \(process.processID) on \(process.host)\t\(process.running) running\t\(state)")
            }
        }
    }

    struct Failed: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The jobs that failed, the latest first.")

        @Option(help: "Only those with this errorCode.") var code: String?
        @Option(help: "At most so many.") var limit = 50

        func run() throws {
            for failure in try QueueStore(database: try Queue.database()).failures(code: code, limit: limit) {
                print(
                    failure.failedAt.text, failure.job, failure.code, failure.accountName, failure.number,
                    separator: "\t")
            }
        }
    }

    struct Retry: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Queues failed jobs again, at most 1000 in one go; their counters begin at zero.")

        @Argument(help: "The jobs' ids; without: all that failed, or all with --code.") var ids: [String] = []
        @Option(help: "Only those with this errorCode.") var code: String?

        func run() throws {
            let database = try Queue.database()
            let wanted = Set(ids)
            let failures = try QueueStore(database: database).failures(code: code, limit: 1000)
                .filter { wanted.isEmpty || wanted.contains($0.job.text) }
            let jobs = Stores(database: database).jobs
            for failure in failures { _ = try jobs.process(failure.job, of: failure.account) }
            print("\(failures.count) jobs queued again")
        }
    }

    private static func database() throws -> Database { Database(try Configuration.current().database, connections: 1) }
}
