import Foundation

/// A plain-text mail.
package struct MailMessage: Sendable, Equatable {
    /// The same for all attempts, so that a mail server may drop duplicates.
    package let id: String
    package let subject: String
    package let text: String

    package init(id: String, subject: String, text: String) {
        self.id = id
        self.subject = subject
        self.text = text
    }

    private static let longestSubject = 300

    /// RFC 5322 with CRLF; subject and body are base64, so that no text can add a header or end the message.
    func bytes(from sender: String, to recipient: String, at date: Date) -> [UInt8] {
        let domain = sender.split(separator: "@").last.map(String.init) ?? "localhost"
        let headers = [
            "From: <\(sender)>", "To: <\(recipient)>", "Date: \(Self.format(date))",
            "Message-ID: <\(Self.token(id))@\(domain)>", "Subject: \(Self.encoded(subject))", "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
            "Auto-Submitted: auto-generated",
        ]
        let body = Data(text.utf8).base64EncodedString(options: [
            .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ])
        return Array((headers.joined(separator: "\r\n") + "\r\n\r\n" + body + "\r\n").utf8)
    }

    /// RFC 2047 encoding, in words of at most 75 characters. Words end between scalars, since one character may have
    /// thousands, and a header's line may have at most 998 bytes. Long subjects are cut.
    private static func encoded(_ subject: String) -> String {
        var words: [String] = []
        var chunk = ""
        for scalar in subject.unicodeScalars.prefix(longestSubject) {
            if chunk.utf8.count + UTF8.width(scalar) > 42 {
                words.append(chunk)
                chunk = ""
            }
            chunk.unicodeScalars.append(scalar)
        }
        if !chunk.isEmpty { words.append(chunk) }
        return words.map { "=?utf-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    private static func token(_ id: String) -> String {
        id.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == ".") }
    }

    private static func format(_ date: Date) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss Z"
        return formatter.string(from: date)
    }
}
