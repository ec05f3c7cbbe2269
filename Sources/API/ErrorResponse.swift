/// The one place where errors become JSON: RFC 9457, with the envelope's `success`.
package enum ErrorResponse {
    package static func make(_ error: APIError, requestID: String) -> Response {
        var response = Response.json(error.status, type: "application/problem+json") { json in
            json.member("success", false)
            json.member("type", "about:blank")
            json.member("title", HTTPStatus.reason(error.status))
            json.member("status", error.status)
            json.member("code", error.code)
            json.member("detail", error.detail)
            if !error.faults.isEmpty {
                json.member("errors", array: error.faults) { json, fault in
                    json.object {
                        $0.member("pointer", fault.pointer)
                        $0.member("code", fault.code)
                        $0.member("detail", fault.detail)
                    }
                }
            }
            json.member("requestId", requestID)
        }
        response.headers += error.headers
        return response
    }
}
