package import Invoices
import JSON

/// A reader's answer. The reader sends `forked` and `ended` by itself before and after the fork's answers.
package enum ReaderReply: Sendable {
    /// The document's process, which the server may kill.
    case forked(pid: Int32)
    case summary(DocumentSummary)
    case page(ReadPage)
    case region([TextLine])
    /// The extraction's result.
    case extraction(Extraction)
    case proposal(ProposedTemplate)
    /// A supplier's memory as JSON.
    case memory([UInt8])
    case pdf(DocumentPDF)
    /// The document cannot be read; the fork continues.
    case failure(JobFailure)
    /// The fork has ended.
    case ended(ForkEnd)
    /// The reader itself does not work, e.g. without language data.
    case unable(String)
}

/// How a document's process ended.
package enum ForkEnd: Sendable, Equatable {
    case exit(Int32)
    case signal(Int32)
}

extension ReaderReply {
    package var frame: FrameChannel.Frame {
        var payload: [UInt8] = []
        let header = JSONWriter.write { json in
            json.object { json in
                switch self {
                case .forked(let pid):
                    json.member("tell", "forked")
                    json.member("pid", Int(pid))
                case .summary(let summary):
                    json.member("tell", "lookOver")
                    summary.write(to: &json)
                case .page(let reading):
                    json.member("tell", "page")
                    json.member("page", object: { reading.page.write(to: &$0) })
                    payload = reading.jpeg
                case .region(let lines):
                    json.member("tell", "region")
                    json.member("lines", array: lines) { json, line in line.write(to: &json) }
                case .extraction(let extraction):
                    json.member("tell", "extraction")
                    extraction.write(to: &json)
                case .proposal(let proposal):
                    json.member("tell", "proposal")
                    proposal.write(to: &json)
                case .memory(let memory):
                    json.member("tell", "memory")
                    json.member("memory", raw: memory)
                case .pdf(let pdf):
                    json.member("tell", "pdf")
                    json.member("conformance", pdf.conformance.rawValue)
                    payload = pdf.bytes
                case .failure(let failure):
                    json.member("tell", "failure")
                    failure.write(to: &json)
                case .ended(.exit(let status)):
                    json.member("tell", "ended")
                    json.member("exit", Int(status))
                case .ended(.signal(let number)):
                    json.member("tell", "ended")
                    json.member("signal", Int(number))
                case .unable(let reason):
                    json.member("tell", "unable")
                    json.member("reason", reason)
                }
            }
        }
        return FrameChannel.Frame(header: header, payload: payload)
    }

    package init(_ frame: FrameChannel.Frame) throws {
        let json = try JSONReader.read(frame.header, limits: .ours)
        switch json["tell"]?.string {
        case "forked": self = .forked(pid: try json.required("pid").needInt32())
        case "lookOver": self = .summary(try DocumentSummary(json))
        case "page": self = .page(ReadPage(page: try Page(json.required("page")), jpeg: frame.payload))
        case "region": self = .region(try json.required("lines").needArray().map(TextLine.init(json:)))
        case "extraction": self = .extraction(try Extraction(json: json))
        case "proposal": self = .proposal(try ProposedTemplate(json: json))
        case "memory": self = .memory(Array(try json.required("memory").raw))
        case "pdf": self = .pdf(try DocumentPDF(json, payload: frame.payload))
        case "failure": self = .failure(try JobFailure(json))
        case "ended": self = .ended(try ForkEnd(json))
        case "unable": self = .unable(try json.required("reason").needString())
        default: throw WireError.unknown("tell")
        }
    }
}

extension ReaderReply {
    /// True if a document's process may send this. A document that took over its process could name other processes, to
    /// have them killed.
    ///
    /// Checks only the frame's beginning, as `frame` writes it: the JSON reader refuses a second `tell`.
    package static func isFromDocument(_ frame: FrameChannel.Frame) -> Bool {
        ["lookOver", "page", "region", "extraction", "proposal", "memory", "pdf", "failure"].contains {
            frame.header.starts(with: "{\"tell\":\"\($0)\"".utf8)
        }
    }
}

extension ForkEnd {
    fileprivate init(_ json: JSONValue) throws {
        if let signal = json["signal"] {
            self = .signal(try signal.needInt32())
        } else {
            self = .exit(try json.required("exit").needInt32())
        }
    }
}

extension DocumentPDF {
    fileprivate init(_ json: JSONValue, payload: [UInt8]) throws {
        guard let conformance = Conformance(rawValue: try json.required("conformance").needString()) else {
            throw WireError.wrongType
        }
        self.init(bytes: payload, conformance: conformance)
    }
}

extension JSONValue {
    fileprivate func needInt32() throws -> Int32 {
        guard let number = Int32(exactly: try needInt()) else { throw WireError.wrongType }
        return number
    }
}

extension JobFailure {
    fileprivate func write(to json: inout JSONWriter) {
        json.member("code", code.rawValue)
        json.member("kind", kind.rawValue)
        json.member("message", message)
        json.member("detail", detail)
    }

    fileprivate init(_ json: JSONValue) throws {
        guard let code = Code(rawValue: try json.required("code").needString()),
            let kind = Kind(rawValue: try json.required("kind").needString())
        else { throw WireError.wrongType }
        self.init(
            code, try json.required("message").needString(atMost: 1000), kind: kind,
            detail: json["detail"]?.string ?? "")
    }
}
