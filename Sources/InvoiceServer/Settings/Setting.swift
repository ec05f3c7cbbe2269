import Foundation

/// One thing that an operator turns: `--name`, `OCR_INVOICE_NAME`, or a line `name = value` of the file.
struct Setting: Sendable {
    let name: String
    /// What it is when nobody says anything; empty for none.
    let fallback: String
    let meaning: String
    /// Never shown, neither by `check` nor in a log.
    var isSecret = false

    var flag: String { "--\(name)" }
    var variable: String { "OCR_INVOICE_" + name.uppercased().replacingOccurrences(of: "-", with: "_") }
}

extension Setting {
    /// All of them; `--help`, `check` and the table of docs/settings.md are made of this list.
    static let all = [
        Setting(
            name: "config", fallback: "/etc/ocr-invoice.conf", meaning: "file of settings, one name = value a line"),
        Setting(
            name: "listen", fallback: "unix:/run/ocr-invoice/ocr-invoice.sock",
            meaning: "unix:PATH, 127.0.0.1:PORT, or inherited; a socket that the process was started with goes first"),
        Setting(name: "threads", fallback: "8", meaning: "requests answered at a time"),
        Setting(name: "public-url", fallback: "", meaning: "what links in answers begin with; else the request's host"),
        Setting(name: "database-host", fallback: "127.0.0.1", meaning: "MariaDB's host"),
        Setting(name: "database-port", fallback: "3306", meaning: "MariaDB's port"),
        Setting(name: "database-socket", fallback: "", meaning: "MariaDB's unix socket; goes before host and port"),
        Setting(name: "database-user", fallback: "ocr_invoice", meaning: "MariaDB's user"),
        Setting(name: "database-password", fallback: "", meaning: "that user's password", isSecret: true),
        Setting(name: "database-name", fallback: "ocr_invoice", meaning: "the database"),
        Setting(
            name: "database-ca", fallback: "", meaning: "certificate authority; with it the connection is encrypted"),
        Setting(name: "database-connections", fallback: "16", meaning: "connections lent at a time"),
        Setting(name: "work-folder", fallback: "/var/tmp/ocr-invoice", meaning: "where files under way lie"),
        Setting(
            name: "reader", fallback: "", meaning: "the program ocr-invoice-reader; else the one beside ocr-invoice"),
        Setting(
            name: "require-confinement", fallback: "yes",
            meaning:
                "yes: where the kernel cannot confine readers by Landlock and seccomp, no document is opened and jobs wait; no: they are opened all the same"
        ),
        Setting(name: "readers", fallback: "0", meaning: "pages read at a time; 0 for one a core"),
        Setting(
            name: "allow-hosts", fallback: "",
            meaning: "inside hosts that may be dialled, as host:port with commas between"),
        Setting(name: "maximum-document-mib", fallback: "32", meaning: "largest document, fetched or uploaded"),
        Setting(name: "maximum-timeout-minutes", fallback: "60", meaning: "the longest that one attempt may take"),
        Setting(
            name: "extraction-seconds", fallback: "60",
            meaning: "processor time in which the fields of one document must be found"),
        Setting(
            name: "maximum-running", fallback: "0", meaning: "jobs at a time on all machines together; 0 for no limit"),
        Setting(
            name: "backlog-limit", fallback: "10000",
            meaning: "unfinished jobs an account may have queued; more are answered 429"),
        Setting(
            name: "minimum-free-mib", fallback: "1024",
            meaning:
                "less room for work files, or where a local database lies, and uploads and jobs are answered 503 and none is begun"
        ),
        Setting(name: "price-per-page", fallback: "0", meaning: "what a page costs, for a job's cost"),
        Setting(name: "currency", fallback: "USD", meaning: "the currency of that price"),
        Setting(
            name: "secret-key", fallback: "",
            meaning: "64 hexadecimal digits under which webhooks' secrets rest; none: no webhooks",
            isSecret: true),
        Setting(name: "mail-host", fallback: "", meaning: "SMTP server for groups' mails; none: no mails"),
        Setting(name: "mail-port", fallback: "587", meaning: "its port"),
        Setting(name: "mail-security", fallback: "starttls", meaning: "starttls, tls or none"),
        Setting(name: "mail-user", fallback: "", meaning: "user at that server"),
        Setting(name: "mail-password", fallback: "", meaning: "that user's password", isSecret: true),
        Setting(name: "mail-sender", fallback: "", meaning: "the address that mails come from"),
        Setting(
            name: "retention-days", fallback: "0",
            meaning: "ended jobs, and documents no job needs, are removed after so many days; 0 keeps them"),
        Setting(name: "shutdown-seconds", fallback: "25", meaning: "how long running jobs may go on at a stop"),
        Setting(name: "log-level", fallback: "info", meaning: "trace, debug, info, notice, warning, error or critical"),
    ]

    static subscript(_ name: String) -> Setting? { all.first { $0.name == name } }

    /// The table behind every command's help.
    static var help: String {
        let lines = all.map { setting in
            let fallback = setting.fallback.isEmpty ? "" : " [\(setting.fallback)]"
            return "  \(setting.flag)\(fallback)\n" + folded(setting.meaning)
        }
        return """
            Settings, for all commands, as a flag, in the environment (--work-folder is OCR_INVOICE_WORK_FOLDER) or in \
            the file of settings (work-folder = …); the first of these that speaks counts:
            \(lines.joined(separator: "\n"))
            """
    }

    /// In lines short enough for the parser, which would begin what it folds itself at the margin.
    private static func folded(_ meaning: String) -> String {
        var lines = [""]
        for word in meaning.split(separator: " ") {
            let line = lines[lines.count - 1]
            if line.isEmpty || line.count + word.count < 73 {
                lines[lines.count - 1] = line.isEmpty ? String(word) : "\(line) \(word)"
            } else {
                lines.append(String(word))
            }
        }
        return lines.map { "      \($0)" }.joined(separator: "\n")
    }
}
