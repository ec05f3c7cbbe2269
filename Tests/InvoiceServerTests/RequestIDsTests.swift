import Testing

@testable import InvoiceServer

struct RequestNamesTests {
    @Test func `no two requests get one name, of one process or of two`() {
        let processes = [RequestIDs(), RequestIDs()]
        let names = (0..<1000).flatMap { _ in processes.map { $0.next() } }
        #expect(Set(names).count == 2000)
        #expect(names.allSatisfy { $0.utf8.count == 24 && $0.allSatisfy(\.isHexDigit) })
    }
}
