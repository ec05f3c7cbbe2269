package enum PageStatus: String, Sendable, CaseIterable { case pending, processing, completed, failed }
