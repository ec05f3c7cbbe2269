import FieldExtraction
import JSON

/// What was learnt of a supplier, as the contract writes it.
enum SupplierMemoryJSON {
    /// Writes the member `memory`; without fields where nothing was learnt.
    static func write(_ memory: SupplierMemory?, into json: inout JSONWriter) {
        json.member("memory") { json in
            json.member("documents", memory?.documents ?? 0)
            json.member("fields") { json in
                for field in memory?.summary ?? [] {
                    json.name(field.name)
                    json.object { json in
                        json.member("rules", field.rules)
                        json.member("rightOf", field.rightOf)
                    }
                }
            }
        }
    }
}
