package import Invoices

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
