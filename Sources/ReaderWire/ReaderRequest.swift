package import Invoices
import JSON

/// The server's requests to a reader. A document is opened, read page by page, and closed.
package enum ReaderRequest: Sendable, Equatable {
    /// Forks for the document and summarises it. Languages and dictionaries are loaded before, so that later forks have
    /// them, too.
    case open(path: String, warm: [String] = [], dictionaries: [String] = [])
    /// Forks for an extraction from pages that were read before, without a document. Dictionaries of these languages
    /// are loaded before.
    case begin(dictionaries: [String] = [])
    /// Sends a page that this fork did not read; gets no answer.
    case hold(Page)
    case extract(ExtractionRequest)
    /// Makes a template from pages that the fork holds and their correct values.
    case propose(ProposalRequest)
    /// Learns from pages that the fork holds and what a person confirmed of them.
    case learn(LearningRequest)
    case page(Int, ReadSettings)
    case region(Box, page: Int, ReadSettings)
    /// Makes a PDF of the open document and of the words of the pages that the fork holds.
    case pdf(PDFRequest)
    /// Ends the fork.
    case close
}

extension ReaderRequest {
    package var frame: FrameChannel.Frame {
        var payload: [UInt8] = []
        let header = JSONWriter.write { json in
            json.object { json in
                switch self {
                case .open(let path, let warm, let dictionaries):
                    json.member("ask", "open")
                    json.member("path", path)
                    json.member("warm", strings: warm)
                    json.member("dictionaries", strings: dictionaries)
                case .page(let number, let settings):
                    json.member("ask", "page")
                    json.member("page", number)
                    json.member("settings", object: { settings.write(to: &$0) })
                case .region(let box, let number, let settings):
                    json.member("ask", "region")
                    json.member("page", number)
                    json.member("box", raw: box.json)
                    json.member("settings", object: { settings.write(to: &$0) })
                case .begin(let dictionaries):
                    json.member("ask", "begin")
                    json.member("dictionaries", strings: dictionaries)
                case .hold(let page):
                    json.member("ask", "hold")
                    json.member("page", object: { page.write(to: &$0) })
                case .extract(let request):
                    json.member("ask", "extract")
                    request.write(to: &json)
                case .propose(let request):
                    json.member("ask", "propose")
                    request.write(to: &json)
                case .learn(let request):
                    json.member("ask", "learn")
                    request.write(to: &json)
                case .pdf(let request):
                    json.member("ask", "pdf")
                    request.write(to: &json)
                    payload = request.invoice?.bytes ?? []
                case .close:
                    json.member("ask", "close")
                }
            }
        }
        return FrameChannel.Frame(header: header, payload: payload)
    }

    package init(_ frame: FrameChannel.Frame) throws {
        let json = try JSONReader.read(frame.header, limits: .ours)
        switch json["ask"]?.string {
        case "open":
            self = .open(
                path: try json.required("path").needString(), warm: try json.required("warm").needStrings(),
                dictionaries: try json.required("dictionaries").needStrings())
        case "page":
            self = .page(try json.required("page").needInt(), try ReadSettings(json.required("settings")))
        case "region":
            self = .region(
                try Box(json.required("box")), page: try json.required("page").needInt(),
                try ReadSettings(json.required("settings")))
        case "begin": self = .begin(dictionaries: try json.required("dictionaries").needStrings())
        case "hold": self = .hold(try Page(json.required("page")))
        case "extract": self = .extract(try ExtractionRequest(json: json))
        case "propose": self = .propose(try ProposalRequest(json: json))
        case "learn": self = .learn(try LearningRequest(json: json))
        case "pdf": self = .pdf(try PDFRequest(json: json, payload: frame.payload))
        case "close": self = .close
        default: throw WireError.unknown("ask")
        }
    }
}

extension ReaderRequest {
    /// True if the request is for the reader itself, which forks. The reader passes all others to its fork unread.
    package static func isForReader(_ frame: FrameChannel.Frame) -> Bool {
        ["open", "begin"].contains { frame.header.starts(with: "{\"ask\":\"\($0)\"".utf8) }
    }
}

extension ReadSettings {
    fileprivate func write(to json: inout JSONWriter) {
        json.member("languages", strings: languages)
        json.member("usesTextLayer", usesTextLayer)
        json.member("wantsImage", wantsImage)
        json.member("imageEnhancement", preprocessing.imageEnhancement)
        json.member("deskew", preprocessing.deskew)
        json.member("denoising", preprocessing.denoising)
        json.member("binarization", preprocessing.binarization)
        json.member("resolutionDPI", preprocessing.resolutionDPI)
    }

    fileprivate init(_ json: JSONValue) throws {
        self.init(
            languages: try json.required("languages").needStrings(),
            preprocessing: PreprocessingSettings(
                imageEnhancement: try json.required("imageEnhancement").needBool(),
                deskew: try json.required("deskew").needBool(),
                denoising: try json.required("denoising").needBool(),
                binarization: try json.required("binarization").needBool(),
                resolutionDPI: try json.required("resolutionDPI").needInt()),
            usesTextLayer: try json.required("usesTextLayer").needBool(),
            wantsImage: try json.required("wantsImage").needBool())
    }
}
