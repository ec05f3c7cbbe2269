/// A format that a caller chooses by the parameter `format`, else by `Accept`; the first where neither says anything.
protocol NegotiatedFormat: RawRepresentable<String>, CaseIterable {
    /// With a parameter where several formats have one type.
    var offer: String { get }
}

extension NegotiatedFormat {
    /// - Parameter what: What is given in the formats, for sentences: `Results`.
    static func asked(by call: Call, of what: String) throws -> Self {
        if let name = call.parameter("format") {
            guard let format = Self(rawValue: name) else {
                let all = allCases.map(\.rawValue).joined(separator: ", ")
                throw APIError.badParameter("format", "It must be one of \(all).")
            }
            return format
        }
        let offers = allCases.map(\.offer)
        guard let type = MediaType.preferred(offers, accept: call.request.headers["accept"]),
            let format = allCases.first(where: { $0.offer == type })
        else { throw APIError(406, "not_acceptable", "\(what) are given as \(offers.joined(separator: " or ")).") }
        return format
    }
}
