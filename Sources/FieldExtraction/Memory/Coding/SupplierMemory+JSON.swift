import Invoices
import JSON

/// A memory as it is stored and sent: arrays in place of objects where there are many of one kind.
extension SupplierMemory {
    /// The form of the JSON; a memory of another is learnt anew.
    private static let form = 1

    package var json: [UInt8] {
        JSONWriter.write(capacity: 8192) { json in
            json.object { json in
                json.member("form", Self.form)
                json.member("documents", documents)
                json.member("constants") { json in
                    for (name, constant) in constants.sorted(by: { $0.key < $1.key }) {
                        json.name(name)
                        json.array(constant.values) { $1.write(to: &$0) }
                    }
                }
                json.member("trials") { json in
                    for (name, constant) in constants.sorted(by: { $0.key < $1.key }) {
                        guard let trial = constant.trial else { continue }
                        json.name(name)
                        json.value(trial)
                    }
                }
                json.member("customers", array: customers) { $1.write(to: &$0) }
                json.member("goods", strings: goods.texts)
                json.member("layouts", array: layouts) { $1.write(to: &$0) }
            }
        }
    }

    /// Nil for what is no memory of this program's form.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count <= 4 * Self.mostBytes, let json = try? JSONReader.read(bytes, limits: .ours),
            json["form"]?.int == Self.form
        else { return nil }
        self.init()
        documents = json["documents"]?.int ?? 0
        for member in json["constants"]?.members ?? [] {
            constants[member.name] = ConstantMemory(
                values: (member.value.array ?? []).compactMap(ConstantMemory.Value.init(json:)))
        }
        for member in json["trials"]?.members ?? [] { constants[member.name]?.trial = member.value.string }
        customers = (json["customers"]?.array ?? []).compactMap(Customer.init(json:))
        goods = MemoryGoods((json["goods"]?.array ?? []).compactMap(\.string))
        layouts = (json["layouts"]?.array ?? []).map(LayoutMemory.init(json:))
    }
}

extension MemoryRecord {
    func write(to json: inout JSONWriter) { json.array([hits, misses]) { $0.value($1) } }

    init(json: JSONValue?) {
        let counts = json?.array?.compactMap(\.int) ?? []
        guard counts.count == 2, counts.allSatisfy({ (0...1000).contains($0) }) else {
            self.init()
            return
        }
        self.init(hits: counts[0], misses: counts[1])
    }
}

extension ConstantMemory.Value {
    fileprivate func write(to json: inout JSONWriter) {
        json.array { json in
            json.value(text)
            record.write(to: &json)
            json.value(shown)
        }
    }

    fileprivate init?(json: JSONValue) {
        guard let parts = json.array, parts.count == 3, let text = parts[0].string else { return nil }
        self.init(text: text, record: MemoryRecord(json: parts[1]), shown: parts[2].int ?? 0)
    }
}

extension SupplierMemory.Customer {
    fileprivate func write(to json: inout JSONWriter) {
        json.array { json in
            json.value(name)
            if let address { json.value(address) } else { json.null() }
            record.write(to: &json)
        }
    }

    fileprivate init?(json: JSONValue) {
        guard let parts = json.array, parts.count == 3, let name = parts[0].string else { return nil }
        self.init(name: name, address: parts[1].string, record: MemoryRecord(json: parts[2]))
    }
}
