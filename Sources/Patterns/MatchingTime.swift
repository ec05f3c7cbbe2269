/// The processor time that all patterns of one template may take on one document together.
///
/// Each search has a limit of its own, but a template has hundreds of rules and a document hundreds of pages.
package final class MatchingTime {
    var left: Duration

    package init(_ limit: Duration = .seconds(1)) {
        left = limit
    }

    /// For a document of so many pages.
    package convenience init(pages: Int) {
        self.init(.seconds(1) + .milliseconds(20) * pages)
    }
}
