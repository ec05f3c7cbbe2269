import TestSupport

/// The queues that there are.
enum QueueKind: CaseIterable, Sendable {
    case memory, mariaDB

    /// A new one without jobs.
    func queue() throws -> any QueueUnderTest {
        switch self {
        case .memory: InMemoryJobQueue()
        case .mariaDB: MariaDBQueueUnderTest(try StoreFixture())
        }
    }
}
