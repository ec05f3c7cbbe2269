/// A page that a client added to a job: read in place of the document's page of that number, or after its last.
package struct AddedPage: Sendable, Equatable {
    /// How many a job may have that are read.
    package static let most = 200

    /// From 1.
    package var number: Int
    /// http, https, or `document:<id>`.
    package var url: String

    package init(number: Int, url: String) {
        self.number = number
        self.url = url
    }
}
