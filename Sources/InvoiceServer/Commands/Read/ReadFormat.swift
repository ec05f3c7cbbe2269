import Invoices

/// How a file's result is printed.
enum ReadFormat {
    /// The API's results, indented; an array of them for several files.
    case json(isArray: Bool)
    /// A line of JSON for each file.
    case lines
    /// A line of JSON for each file, with its pages.
    case pages
    /// For people: all fields, with their places.
    case table
    /// For people: like an invoice.
    case sheet(TerminalStyle)

    /// - Parameters:
    ///   - index: The file's place among all.
    ///   - count: How many files there are.
    func text(for file: String, _ index: Int, of count: Int, _ result: Result<ReadFile, JobFailure>) -> String {
        switch self {
        case .json(isArray: false): return ReadJSON.results(file, result, depth: 0)
        case .json(isArray: true):
            let (start, end) = (index == 0 ? "[\n  " : "  ", index == count - 1 ? "\n]" : ",")
            return start + ReadJSON.results(file, result, depth: 1) + end
        case .lines: return ReadJSON.line(file, result)
        case .pages: return ReadJSON.pages(file, result)
        case .table: return ReadTable.text(file, result.map(\.extraction))
        case .sheet(let style): return InvoiceReport(style).text(file, result)
        }
    }
}
