import ArgumentParser
import Invoices
import MariaDB
import Storage

struct Queue: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show the queue, and retry failed jobs.",
        subcommands: [Status.self, Failed.self, Retry.self], defaultSubcommand: Status.self)

    struct Status: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show the numbers of jobs and the working processes.")

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
        static let configuration = CommandConfiguration(abstract: "List the failed jobs, the latest first.")

        @Option(help: "Only those with this errorCode.") var code: String?
        @Option(help: "List at most this many.") var limit = 50

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
            abstract: "Queue failed jobs again, at most 1000 at a time. Their counters restart at zero.")

        @Argument(help: "The jobs' ids. Default: all failed jobs, or all with --code.") var ids: [String] = []
        @Option(help: "Only those with this errorCode.") var code: String?

        func run() throws {
            let database = try Queue.database()
            let found = try QueueStore(database: database).failures(code: code, ids: try wanted(), limit: 1000)
            // The operator may exceed an account's limit.
            let jobs = Stores(database: database, backlogLimit: .max).jobs
            let queued = try found.count { try process($0, in: jobs) }
            print("\(queued) of \(ids.isEmpty ? found.count : ids.count) jobs queued again")
            if queued < max(found.count, ids.count) { throw ExitCode.failure }
        }

        /// The chosen jobs; nil means all.
        private func wanted() throws -> [Job.ID]? {
            guard !ids.isEmpty else { return nil }
            return try ids.map { text in
                guard let id = Job.ID(text) else { throw ValidationError("“\(text)” is not a job's id.") }
                return id
            }
        }

        /// Prints the reason and returns false if the job cannot be queued: it was queued already, or its template is
        /// inactive.
        private func process(_ failure: QueueStore.Failure, in jobs: JobStore) throws -> Bool {
            do {
                _ = try jobs.process(failure.job, of: failure.account)
                return true
            } catch let error as StorageError where error != .unavailable {
                print("\(failure.job) was not queued again: \(error)")
                return false
            }
        }
    }

    private static func database() throws -> Database { Database(try Configuration.current().database, connections: 1) }
}
