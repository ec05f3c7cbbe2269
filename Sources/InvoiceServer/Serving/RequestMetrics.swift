import API
import Synchronization

/// Counts the answered requests by route and status, and their durations, for `/metrics`.
///
/// The labels are few, whatever clients ask for: routes are templates without ids, and all paths without a route are one.
final class RequestMetrics: Sendable {
    private struct Route: Hashable {
        let method: String
        let path: String

        static let none = Route(method: "other", path: "none")
        var labels: String { "method=\"\(method)\",route=\"\(path)\"" }
    }

    private struct Figures {
        /// By status.
        var counts: [Int: Int] = [:]
        var durations = Histogram()
    }

    private let routes = Mutex<[Route: Figures]>([:])

    /// `duration` is from the request's parameters to the end of the response.
    func note(_ response: Response, took duration: Duration) {
        let route = response.route.map { Route(method: $0.method, path: $0.path) } ?? .none
        routes.withLock { routes in
            routes[route, default: Figures()].counts[response.status, default: 0] += 1
            routes[route, default: Figures()].durations.add(duration)
        }
    }

    func write(to page: inout MetricsPage) {
        let figures = routes.withLock { $0 }.sorted { $0.key.labels < $1.key.labels }
        page.add(
            "ocr_invoice_http_requests_total", "Answered requests by route and status.", .counter,
            figures.flatMap { route, figures in
                figures.counts.sorted { $0.key < $1.key }.map { ("\(route.labels),status=\"\($0.key)\"", $0.value) }
            })
        page.add(
            "ocr_invoice_http_request_seconds", "How long requests took, to the end of the response, by route.",
            figures.map { ($0.key.labels, $0.value.durations) })
    }
}
