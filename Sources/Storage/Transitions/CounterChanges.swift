import Invoices
import MariaDB

/// What a transaction's changes of jobs do to counts; written at its end, in the order that everyone locks in:
/// jobs, then groups by id, accounts by id, tallies, statistics, those of suppliers. So no two transactions wait for each other in a circle.
struct CounterChanges {
    /// What happens to one group's row.
    struct GroupChange {
        var counts: [JobStatus: Int] = [:]
        var active = 0
        var contribution = LockedJob.Contribution()
        /// A job was claimed: the run has started.
        var hasClaimed = false
        var hasFailed = false
    }

    /// What happens to one account's share of the queue.
    struct AccountChange {
        var ready = 0
        var running = 0
        /// Milliseconds of work had.
        var work = 0
    }

    private(set) var groups: [Group.ID: GroupChange] = [:]
    private(set) var accounts: [Account.ID: AccountChange] = [:]
    var counters = Counters()
    private var statistics: [StatisticsRows.Key: StatisticsCounts] = [:]
    private var suppliers = SupplierStatistics()

    /// A job came into being.
    mutating func add(status: JobStatus, account: Account.ID, group: Group.ID?) {
        counters.add(1, to: Counters.jobs(status), of: account)
        if let group { groups[group, default: GroupChange()].counts[status, default: 0] += 1 }
    }

    /// A job changes its status and its place in the queue; nil means that it is gone.
    mutating func move(
        _ job: LockedJob, to status: JobStatus?, _ state: QueueState, contribution: LockedJob.Contribution? = nil
    ) {
        if status != job.status {
            counters.add(-1, to: Counters.jobs(job.status), of: job.account)
            if let status { counters.add(1, to: Counters.jobs(status), of: job.account) }
        }
        moveInQueue(job, to: state)
        guard let group = job.group else { return }
        var change = groups[group] ?? GroupChange()
        change.counts[job.status, default: 0] -= 1
        if let status { change.counts[status, default: 0] += 1 }
        change.active += (state.isActive ? 1 : 0) - (job.queueState.isActive ? 1 : 0)
        if job.status == .completed { change.contribution.subtract(job.contribution) }
        if status == .completed { change.contribution.add(contribution ?? job.contribution) }
        if status == .processing { change.hasClaimed = true }
        if status == .failed && job.status != .failed { change.hasFailed = true }
        groups[group] = change
    }

    /// A job that is neither queued nor running goes to another group.
    mutating func transfer(_ job: LockedJob, to group: Group.ID?) {
        for (group, sign) in [(job.group, -1), (group, 1)] {
            guard let group else { continue }
            var change = groups[group] ?? GroupChange()
            change.counts[job.status, default: 0] += sign
            if job.status == .completed {
                if sign > 0 {
                    change.contribution.add(job.contribution)
                } else {
                    change.contribution.subtract(job.contribution)
                }
            }
            groups[group] = change
        }
    }

    /// The group's settings changed, or its held jobs may have been overlooked: look again who may run.
    mutating func touch(_ group: Group.ID) { groups[group, default: GroupChange()].active += 0 }

    mutating func work(_ milliseconds: Int, of account: Account.ID) {
        accounts[account, default: AccountChange()].work += milliseconds
    }

    /// A job of the group became ready because there is room.
    mutating func admit(_ count: Int, of account: Account.ID) {
        accounts[account, default: AccountChange()].ready += count
    }

    /// What the account's statistics count of the job's template and supplier.
    mutating func count(_ counts: StatisticsCounts, of job: LockedJob) {
        statistics[StatisticsRows.Key(account: job.account, template: job.template), default: StatisticsCounts()]
            .add(counts)
        suppliers.add(counts, of: job)
        for total in StatisticsCounts.Total.allCases {
            counters.add(counts[total], to: Counters.total(total), of: job.account)
        }
    }

    /// Writes everything; nothing may lock a job's row and wait for it after this.
    mutating func write(on connection: Connection) throws {
        for (group, change) in groups.sorted(by: { $0.key.text < $1.key.text }) {
            try GroupCounters.apply(change, to: group, &self, on: connection)
        }
        for (account, change) in accounts.sorted(by: { $0.key.text < $1.key.text }) {
            try FairShare.apply(change, to: account, on: connection)
        }
        try counters.write(on: connection)
        try StatisticsRows.add(statistics, on: connection)
        try suppliers.write(on: connection)
    }

    private mutating func moveInQueue(_ job: LockedJob, to state: QueueState) {
        guard state != job.queueState else { return }
        var change = accounts[job.account] ?? AccountChange()
        change.ready += (state == .ready ? 1 : 0) - (job.queueState == .ready ? 1 : 0)
        change.running += (state == .running ? 1 : 0) - (job.queueState == .running ? 1 : 0)
        accounts[job.account] = change
    }
}

extension LockedJob.Contribution {
    mutating func add(_ other: Self) {
        pages += other.pages
        processingTime += other.processingTime
        cost = cost + other.cost
    }

    mutating func subtract(_ other: Self) {
        pages -= other.pages
        processingTime -= other.processingTime
        cost = cost - other.cost
    }
}
