import Foundation

/// Colours and weights of text, where the output is a terminal that shows them.
struct TerminalStyle: Sendable {
    let isColoured: Bool

    /// For the standard output. NO_COLOR with any text turns colours off (no-color.org).
    static var output: TerminalStyle {
        let environment = ProcessInfo.processInfo.environment
        let isWanted = (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
        return TerminalStyle(isColoured: isWanted && isatty(STDOUT_FILENO) == 1)
    }

    func bold(_ text: String) -> String { styled(text, "1") }
    func faint(_ text: String) -> String { styled(text, "2") }
    func red(_ text: String) -> String { styled(text, "31") }
    func yellow(_ text: String) -> String { styled(text, "33") }

    /// Codes of ECMA-48, Select Graphic Rendition.
    private func styled(_ text: String, _ code: String) -> String {
        isColoured && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
