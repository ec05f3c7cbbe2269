package import Invoices

/// Names for ids of stored pages.
package enum StoredPage {
    package typealias ID = Invoices.ID<StoredPage>
}

package enum PageStatus: String, Sendable, CaseIterable { case pending, processing, completed, failed }

package enum PageType: String, Sendable, CaseIterable { case cover, header, content, footer, summary, attachment }

/// What a client may say of a page.
package struct PageDraft: Sendable, Equatable {
    package var job: Job.ID
    /// From 1.
    package var number: Int
    /// Where a page that the client adds comes from; nil for a page made by processing.
    package var url: String?
    package var type: PageType?
    /// JSON in the contract's shape, as the client gave it; nil where processing fills it.
    package var imageProperties: [UInt8]?
    /// A JSON array of annotations in the contract's shape.
    package var annotations: [UInt8]?
    package var metadata: [UInt8]?

    package init(
        job: Job.ID, number: Int, url: String? = nil, type: PageType? = nil, imageProperties: [UInt8]? = nil,
        annotations: [UInt8]? = nil, metadata: [UInt8]? = nil
    ) {
        self.job = job
        self.number = number
        self.url = url
        self.type = type
        self.imageProperties = imageProperties
        self.annotations = annotations
        self.metadata = metadata
    }
}

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

/// What was found on one page of a completed job, with what people corrected.
package struct PageReading: Sendable {
    /// Nil where the page was not read.
    package let text: String?
    package let fields: [Field]
}
