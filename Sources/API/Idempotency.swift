import Foundation
import Secrets
import Storage

/// Gives a POST that is repeated with the same `Idempotency-Key` the response of the first one.
struct Idempotency: Sendable {
    let store: IdempotencyStore
    let uploadLimit: Int

    /// How long a repeated request waits for the first one to end.
    private static let patience = Duration.seconds(5)

    /// - Parameters:
    ///   - collection: The path of the resource's collection.
    ///   - first: Does the work of the first request.
    ///   - again: Makes the first request's response again, from the path of the resource that it created.
    func answer(
        _ key: String, _ request: Request, _ caller: Caller, collection: String, first: (Request) throws -> Response,
        again: (String) throws -> Response
    ) throws -> Response {
        try check(key)
        // A multipart upload is larger than its document.
        let body = try request.body.bytes(atMost: uploadLimit + (1 << 20))
        let hash = try Digest.sha256(Array("\(request.method) \(request.path)?\(queryText(request))\n".utf8) + body)
        switch try begin(key, hash, caller, collection) {
        case .fresh(let once):
            return try work(once) { try first(request.replacingBody(RequestBody(body))) }
        case .done(_, resource: ""):
            return try first(request.replacingBody(RequestBody(body)))
        case .done(let status, let resource):
            return try repeated(status, resource, request, again)
        case .otherBody:
            throw APIError(
                422, "idempotency_key_reused",
                "This Idempotency-Key was used for a different request in the last 24 hours.")
        case .running:
            throw APIError(
                409, "in_progress", "The first request with this Idempotency-Key is still running.",
                headers: [("Retry-After", "1")])
        }
    }

    /// A request that failed may be tried again with the same key. A request that created nothing is repeated.
    private func work(_ once: IdempotentRequest, _ first: () throws -> Response) throws -> Response {
        let response: Response
        do { response = try IdempotentRequest.$current.withValue(once, operation: first) } catch {
            try store.forget(once)
            throw error
        }
        try store.finish(once, status: response.status)
        return response
    }

    private func begin(
        _ key: String, _ hash: [UInt8], _ caller: Caller, _ collection: String
    ) throws -> IdempotencyStore.Finding {
        let deadline = ContinuousClock.now + Self.patience
        while true {
            let finding = try store.begin(
                key, requestHash: hash, of: caller.account, collection: collection)
            guard finding == .running, ContinuousClock.now < deadline else { return finding }
            Thread.sleep(forTimeInterval: 0.1)
        }
    }

    private func repeated(
        _ status: Int, _ resource: String, _ request: Request, _ again: (String) throws -> Response
    ) throws -> Response {
        var response: Response
        do { response = try again(resource) } catch StorageError.notFound {
            throw APIError(
                409, "idempotency_key_used",
                "This request was carried out before, and what it created has been deleted since.")
        }
        response.status = status
        return status == 201 ? response.with("Location", request.baseURL + resource) : response
    }

    private func check(_ key: String) throws {
        let isPrintable = key.utf8.allSatisfy { (0x20...0x7E).contains($0) }
        guard (1...128).contains(key.utf8.count), isPrintable else {
            throw APIError(
                400, "idempotency_key_invalid", "An Idempotency-Key must have 1 to 128 printable characters.")
        }
    }

    private func queryText(_ request: Request) -> String {
        request.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    }
}
