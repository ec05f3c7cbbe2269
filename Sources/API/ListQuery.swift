import JSON
import Storage

/// Reads a list's query parameters, which are the same for every resource.
enum ListQuery {
    static let names: Set<String> = ["limit", "offset", "sort", "order", "filter", "search"]

    private static let longestFilter = 8 << 10
    private static let longestSearch = 200

    static func read(_ call: Call, of resource: Resource) throws -> ListRequest {
        var list = ListRequest(
            limit: try call.whole("limit", in: ListRequest.limits) ?? 50,
            offset: try call.whole("offset", in: ListRequest.offsets) ?? 0)
        list.isDescending = try isDescending(call)
        do {
            list.sort = try call.parameter("sort").map { try SortField.parse($0, of: resource) } ?? list.sort
            // An empty one is what a form sends for none.
            let conditions = call.parameter("filter").flatMap { $0.isEmpty ? nil : $0 }
            list.filter = try conditions.map { try filter($0, of: resource) }
        } catch let error as FilterError {
            throw APIError(
                400, "filter_invalid", error.message,
                faults: [.init(pointer: "/\(error.field)", code: "filter_invalid", detail: error.message)])
        }
        list.search = try search(call)
        return list
    }

    private static func isDescending(_ call: Call) throws -> Bool {
        switch call.parameter("order") {
        case nil, "desc": true
        case "asc": false
        default: throw APIError.badParameter("order", "It must be asc or desc.")
        }
    }

    private static func filter(_ text: String, of resource: Resource) throws -> Filter {
        guard text.utf8.count <= longestFilter else {
            throw APIError.badParameter("filter", "It may have at most \(longestFilter) bytes.")
        }
        do { return try Filter.parse(JSONReader.read(text), of: resource) } catch let error as JSONError {
            throw APIError.badParameter("filter", error.description)
        }
    }

    private static func search(_ call: Call) throws -> String? {
        guard let text = call.parameter("search"), !text.isEmpty else { return nil }
        guard text.unicodeScalars.count <= longestSearch else {
            throw APIError.badParameter("search", "It may have at most \(longestSearch) characters.")
        }
        return text
    }
}
