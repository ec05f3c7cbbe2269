/// A field that a list may be sorted by.
package struct SortField: Sendable {
    let field: ResourceField

    package var name: String { field.name }

    /// Whether it is the order in which the rows came.
    var isCreation: Bool { field.name == SortField.createdAt.field.name }

    /// Every resource has it; the default.
    package static let createdAt = SortField(field: ResourceField("createdAt", .time, "r.created_at"))

    /// Throws `FilterError` that names what is possible.
    package static func parse(_ name: String, of resource: Resource) throws -> SortField {
        guard let field = resource.fields.first(where: { $0.name == name && $0.isSortable }) else {
            let possible = resource.fields.filter(\.isSortable).map(\.name).joined(separator: ", ")
            throw FilterError(
                field: name,
                message: "A list of this kind cannot be sorted by \(name.prefix(64)). Possible: \(possible).")
        }
        return SortField(field: field)
    }
}
