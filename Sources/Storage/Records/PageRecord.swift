package import Invoices

/// A page as the store holds it, without its words.
package struct PageRecord: Sendable {
    package let id: StoredPage.ID
    package let account: Account.ID
    package let draft: PageDraft
    package let revision: Int
    package let status: PageStatus
    /// Points; 0 before it was read.
    package let width: Double
    package let height: Double
    package let source: Page.Source?
    package let language: String?
    package let image: PageImage
    package let preprocessing: PagePreprocessing
    package let confidence: Double
    /// Milliseconds.
    package let processingTime: Int?
    package let startedAt: Timestamp?
    package let completedAt: Timestamp?
    package let errorLog: String?
    package let retryCount: Int
    package let qualityScore: Double?
    /// Whether there is a picture to draw boxes on.
    package let hasImage: Bool
    package let createdAt: Timestamp
    package let updatedAt: Timestamp
}
