import Invoices
import Logging
import Storage

/// The whole HTTP API: turns every request into a response, without any I/O of its own.
package struct API: Sendable {
    private let router: Router
    private let log: Logger

    package init(_ services: Services) {
        router = Router(services)
        log = services.log
    }

    /// Never throws: an unexpected error becomes a 500 with the request's id, and its text goes to the log.
    package func answer(_ request: Request) -> Response {
        var route: Route?
        var response = result(of: request, &route)
        response.route = route.map { ($0.method, $0.pattern) }
        response.headers.append(("X-Request-Id", request.id))
        response.headers.append(("X-Content-Type-Options", "nosniff"))
        response.headers.append(("Cache-Control", "no-store"))
        return response
    }

    private func result(of request: Request, _ route: inout Route?) -> Response {
        do { return try router.answer(request, &route) } catch let error as APIError {
            return ErrorResponse.make(error, requestID: request.id)
        } catch {
            var metadata: Logger.Metadata = ["request": "\(request.id)", "error": "\(error)"]
            if let trace = request.traceID { metadata["trace"] = "\(trace)" }
            log.error("request failed unexpectedly", metadata: metadata)
            return ErrorResponse.make(.internalError, requestID: request.id)
        }
    }
}
