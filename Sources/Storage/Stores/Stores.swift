package import MariaDB

/// All stores over one database.
package struct Stores: Sendable {
    package let database: Database
    package let accounts: AccountStore
    package let keys: KeyStore
    package let users: UserStore
    package let sessions: SessionStore
    package let documents: DocumentStore
    package let downloads: DownloadStore
    package let garbageCollector: ContentGarbageCollector
    package let templates: TemplateStore
    package let groups: GroupStore
    package let jobs: JobStore
    package let suppliers: SupplierStore
    package let memory: MemoryStore
    package let history: HistoryStore
    package let pages: PageStore
    package let reviews: ReviewStore
    package let statistics: StatisticsStore
    package let metadata: MetadataIndex
    package let resultShapes: ResultShapeUpgrade
    package let idempotency: IdempotencyStore
    package let retention: RetentionStore

    /// `backlogLimit`: unfinished queued jobs that an account may have before more are refused.
    package init(database: Database, backlogLimit: Int = 10_000) {
        self.database = database
        accounts = AccountStore(database: database)
        keys = KeyStore(database: database)
        users = UserStore(database: database)
        sessions = SessionStore(database: database)
        documents = DocumentStore(database: database)
        downloads = DownloadStore(database: database)
        garbageCollector = ContentGarbageCollector(database: database)
        templates = TemplateStore(database: database)
        groups = GroupStore(database: database, backlog: Backlog(limit: backlogLimit))
        jobs = JobStore(database: database, backlog: Backlog(limit: backlogLimit))
        suppliers = SupplierStore(database: database)
        memory = MemoryStore(database: database)
        history = HistoryStore(database: database)
        pages = PageStore(database: database)
        reviews = ReviewStore(database: database)
        statistics = StatisticsStore(database: database)
        metadata = MetadataIndex(database: database)
        resultShapes = ResultShapeUpgrade(database: database)
        idempotency = IdempotencyStore(database: database)
        retention = RetentionStore(database: database)
    }

    /// Whether the database answers and its schema is this program's; throws `StorageError.unavailable` otherwise.
    package func checkReady() throws {
        let applied = try database.reading { connection in
            try connection.rows("SELECT number FROM migration") { try $0.int() }
        }
        guard Migrations.numbers.isSubset(of: applied) else { throw StorageError.unavailable }
    }
}
