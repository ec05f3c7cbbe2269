import Storage

/// The forms in which results are given.
enum ResultFormat: String, CaseIterable {
    case json

    var mediaType: String {
        switch self {
        case .json: "application/json"
        }
    }

    /// By the parameter `format`, else by `Accept`.
    static func asked(by call: Call) throws -> ResultFormat {
        if let name = call.parameter("format") {
            guard let format = ResultFormat(rawValue: name) else {
                let all = allCases.map(\.rawValue).joined(separator: ", ")
                throw APIError.badParameter("format", "It must be one of \(all).")
            }
            return format
        }
        let offers = allCases.map(\.mediaType)
        guard let type = MediaType.preferred(offers, accept: call.request.headers["accept"]),
            let format = allCases.first(where: { $0.mediaType == type })
        else { throw APIError(406, "not_acceptable", "Results are given as \(offers.joined(separator: " or ")).") }
        return format
    }

    func write(_ results: JobResults, _ services: Services) throws -> Response {
        switch self {
        case .json: Envelope.item { ResultsJSON.write(results, into: &$0) }
        }
    }
}
