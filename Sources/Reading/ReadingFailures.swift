import Invoices

/// Failures of documents that cannot be read, with messages for users.
extension JobFailure {
    static let damaged = JobFailure(
        .documentDamaged, "The document is damaged or incomplete. Ask for a new copy.")

    static let encrypted = JobFailure(
        .documentEncrypted, "The PDF is protected by a password. Send a copy without a password.")

    static let pageTooLarge = JobFailure(
        .pageTooLarge, "A page has more than 50 million pixels. Scan it at 300 dpi or less.")

    static func tooManyPages(_ pages: Int?, limit: Int) -> JobFailure {
        let count = pages.map { "\($0)" } ?? "more than \(limit)"
        return JobFailure(.tooManyPages, "The document has \(count) pages. The limit is \(limit). Send it in parts.")
    }

    static func noSuchLanguage(_ name: String) -> JobFailure {
        JobFailure(.languageNotAvailable, "This server cannot read \(name). Its language data is not installed.")
    }

    static func unreadable(page: Int?, detail: String) -> JobFailure {
        let place = page.map { "Page \($0)" } ?? "The document"
        return JobFailure(
            .documentDamaged, "\(place) cannot be read: it is damaged. Ask for a new copy.", detail: detail)
    }
}
