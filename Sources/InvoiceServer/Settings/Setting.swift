import Foundation

/// One setting: `--name`, `OCR_INVOICE_NAME`, or a line `name = value` of the file.
struct Setting: Sendable {
    let name: String
    /// The default; empty for none.
    let fallback: String
    let meaning: String
    /// Never printed, neither by `check` nor in a log.
    var isSecret = false

    var flag: String { "--\(name)" }
    var variable: String { "OCR_INVOICE_" + name.uppercased().replacingOccurrences(of: "-", with: "_") }
}

extension Setting {
    /// All settings; `help settings`, `check` and docs/settings.md use this list, and a test compares the table with it.
    static let all = [
        Setting(
            name: "config", fallback: "/etc/ocr-invoice.conf",
            meaning: "the file of settings, with name = value on each line"),
        Setting(
            name: "listen", fallback: "unix:/run/ocr-invoice/ocr-invoice.sock",
            meaning: "unix:PATH, 127.0.0.1:PORT or inherited; a socket inherited from systemd has priority"),
        Setting(name: "threads", fallback: "8", meaning: "how many requests are answered at a time"),
        Setting(name: "public-url", fallback: "", meaning: "how links in responses begin; default: the request's host"),
        Setting(
            name: "database-host", fallback: "127.0.0.1",
            meaning:
                "MariaDB's host, as host or host:port; of several, separated by commas, the next is used when one is away, read-only or not part of its cluster's majority"
        ),
        Setting(name: "database-port", fallback: "3306", meaning: "MariaDB's port, for hosts without one"),
        Setting(name: "database-socket", fallback: "", meaning: "MariaDB's unix socket, used instead of host and port"),
        Setting(name: "database-user", fallback: "ocr_invoice", meaning: "MariaDB's user"),
        Setting(name: "database-password", fallback: "", meaning: "the database user's password", isSecret: true),
        Setting(name: "database-name", fallback: "ocr_invoice", meaning: "the database"),
        Setting(
            name: "database-ca", fallback: "",
            meaning: "file with the certificate authority; if set, the connection is encrypted"),
        Setting(name: "database-connections", fallback: "16", meaning: "how many connections are open at most"),
        Setting(name: "work-folder", fallback: "/var/tmp/ocr-invoice", meaning: "the folder for temporary files"),
        Setting(
            name: "reader", fallback: "", meaning: "path of ocr-invoice-reader; default: the one beside ocr-invoice"),
        Setting(
            name: "require-confinement", fallback: "yes",
            meaning:
                "yes: if the kernel cannot confine readers with Landlock and seccomp, no document is opened and jobs wait; no: documents are opened without confinement"
        ),
        Setting(name: "readers", fallback: "0", meaning: "how many pages are read at a time; 0: one for each core"),
        Setting(
            name: "allow-hosts", fallback: "",
            meaning: "internal hosts that the server may connect to, as host:port, separated by commas"),
        Setting(
            name: "maximum-document-mib", fallback: "32",
            meaning: "the largest document, downloaded or uploaded; at most 32"),
        Setting(name: "maximum-timeout-minutes", fallback: "60", meaning: "the longest time that one attempt may take"),
        Setting(
            name: "extraction-seconds", fallback: "60",
            meaning: "the processor time that finding the fields of one document may take"),
        Setting(
            name: "maximum-running", fallback: "0",
            meaning: "how many jobs run at a time on all machines together; 0: no limit"),
        Setting(
            name: "backlog-limit", fallback: "10000",
            meaning: "how many unfinished jobs an account may have; more get a 429"),
        Setting(
            name: "minimum-free-mib", fallback: "1024",
            meaning:
                "with less free disk space for temporary files or a local database, uploads and new jobs get a 503 and no job is started"
        ),
        Setting(name: "price-per-page", fallback: "0", meaning: "the price of a page, for a job's cost"),
        Setting(name: "currency", fallback: "USD", meaning: "the currency of prices, as in ISO 4217"),
        Setting(
            name: "secret-key", fallback: "",
            meaning: "64 hexadecimal digits: the key that encrypts webhooks' secrets; without it there are no webhooks",
            isSecret: true),
        Setting(
            name: "mail-host", fallback: "", meaning: "the SMTP server for groups' mails; without it no mails are sent"),
        Setting(name: "mail-port", fallback: "587", meaning: "the SMTP server's port"),
        Setting(name: "mail-security", fallback: "starttls", meaning: "starttls, tls or none"),
        Setting(name: "mail-user", fallback: "", meaning: "the user at the SMTP server"),
        Setting(name: "mail-password", fallback: "", meaning: "the mail user's password", isSecret: true),
        Setting(name: "mail-sender", fallback: "", meaning: "the sender's address of mails"),
        Setting(
            name: "retention-days", fallback: "0",
            meaning: "jobs that have ended, and documents that no job uses, are removed after this many days; 0: never"),
        Setting(
            name: "shutdown-seconds", fallback: "25",
            meaning: "how long running jobs may continue when the server stops"),
        Setting(
            name: "metrics-file", fallback: "",
            meaning:
                "the file that metrics are written to every 15 seconds, as node_exporter's textfile collector reads it; for `work`, which has no /metrics"
        ),
        Setting(name: "log-level", fallback: "info", meaning: "trace, debug, info, notice, warning, error or critical"),
    ]

    static subscript(_ name: String) -> Setting? { all.first { $0.name == name } }

    /// The list of settings in the help of `settings`.
    static var help: String {
        let lines = all.map { setting in
            let fallback = setting.fallback.isEmpty ? "" : " [\(setting.fallback)]"
            return "  \(setting.flag)\(fallback)\n" + folded(setting.meaning)
        }
        return """
            Settings for all commands. Set them as a flag (--work-folder …), in the environment \
            (OCR_INVOICE_WORK_FOLDER=…) or in the file of settings (work-folder = …). A flag overrides the environment, \
            and the environment overrides the file.
            \(lines.joined(separator: "\n"))
            """
    }

    /// Folded into short, indented lines: ArgumentParser would wrap longer lines without an indent.
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
