import JSON

/// A caller's mistake, or something that the server cannot do now, as the response describes it.
package struct APIError: Error, Sendable {
    /// One fault at one place of a body.
    package struct Fault: Sendable, Equatable {
        /// RFC 6901
        package let pointer: String
        /// A stable code, for programs.
        package let code: String
        /// A sentence.
        package let detail: String

        package init(pointer: String, code: String, detail: String) {
            self.pointer = pointer
            self.code = code
            self.detail = detail
        }
    }

    package let status: Int
    /// A stable code, for programs.
    package let code: String
    /// A sentence; never SQL, a path or a stack trace.
    package let detail: String
    package var faults: [Fault] = []
    package var headers: [(name: String, value: String)] = []

    package init(
        _ status: Int, _ code: String, _ detail: String, faults: [Fault] = [],
        headers: [(name: String, value: String)] = []
    ) {
        self.status = status
        self.code = code
        self.detail = detail
        self.faults = faults
        self.headers = headers
    }
}

extension APIError {
    /// 422: the body is well-formed but has these faults; `detail` says the first, for programs that show only that.
    package static func validation(_ faults: [Fault]) -> APIError {
        let detail = [faults.first?.detail, more(faults.count - 1)].compactMap(\.self).joined(separator: " ")
        return APIError(422, "validation_failed", detail, faults: faults)
    }

    /// Nil if the first fault is the only one.
    private static func more(_ count: Int) -> String? {
        guard count > 0 else { return nil }
        return count == 1 ? "1 more field is not valid." : "\(count) more fields are not valid."
    }

    package static func validation(_ pointer: String, _ code: String, _ detail: String) -> APIError {
        validation([Fault(pointer: pointer, code: code, detail: detail)])
    }

    /// 413 for a text that is too large, else 400 with the place of the fault.
    static func unreadable(_ error: JSONError) -> APIError {
        switch error.reason {
        case .malformed: APIError(400, "json_malformed", error.description)
        case .duplicateName: APIError(400, "json_duplicate_name", error.description)
        case .tooDeep: APIError(400, "json_too_deep", error.description)
        case .tooLarge: APIError(413, "body_too_large", error.description)
        }
    }

    package static func bodyTooLarge(limit: Int) -> APIError {
        APIError(413, "body_too_large", "The body is larger than \(limit) bytes.")
    }

    package static func bodyIncomplete(_ detail: String) -> APIError { APIError(400, "body_incomplete", detail) }

    static func unsupportedMediaType(_ expected: String) -> APIError {
        APIError(415, "media_type_unsupported", "The body must be \(expected). Set Content-Type accordingly.")
    }

    static func badParameter(_ name: String, _ detail: String) -> APIError {
        APIError(
            400, "parameter_invalid", "The query parameter \(name) is not valid. \(detail)",
            faults: [Fault(pointer: "/\(name)", code: "parameter_invalid", detail: detail)])
    }

    static func notFound(_ kind: String) -> APIError {
        APIError(404, "not_found", "There is no such \(kind).")
    }

    static let noSuchPath = APIError(404, "not_found", "There is nothing at this path. GET /docs lists all paths.")

    static func wrongState(_ detail: String) -> APIError { APIError(409, "wrong_state", detail) }

    package static func unavailable(_ code: String, _ detail: String, after seconds: Int = 5) -> APIError {
        APIError(503, code, detail, headers: [("Retry-After", String(seconds))])
    }
}
