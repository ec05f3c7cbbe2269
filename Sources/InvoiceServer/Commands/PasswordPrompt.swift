import API
import Foundation
import Glibc

/// Reads a new password: from a terminal twice and unseen, else the first line of standard input.
enum PasswordPrompt {
    /// Throws `CommandError` for a password that the API would refuse, too.
    static func read() throws -> String {
        let password = isatty(STDIN_FILENO) == 1 ? try ask() : Swift.readLine(strippingNewline: true) ?? ""
        return try checked(password)
    }

    static func checked(_ password: String) throws -> String {
        let lengths = PasswordRule.lengths
        guard lengths.contains(password.unicodeScalars.count) else {
            throw CommandError(
                "The password must have \(lengths.lowerBound) to \(lengths.upperBound) characters.")
        }
        guard PasswordRule.isPlain(password) else { throw CommandError("The password has a control character.") }
        return password
    }

    private static func ask() throws -> String {
        let first = try unseen("New password: ")
        guard try unseen("The same again: ") == first else { throw CommandError("The two passwords differ.") }
        return first
    }

    /// The terminal shows what is typed again afterwards, also after an error.
    private static func unseen(_ question: String) throws -> String {
        var shown = termios()
        guard tcgetattr(STDIN_FILENO, &shown) == 0 else { throw CommandError("The terminal cannot be set.") }
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO)
        guard tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden) == 0 else {
            throw CommandError("The terminal cannot be set.")
        }
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
            FileHandle.standardError.write(Data("\n".utf8))
        }
        FileHandle.standardError.write(Data(question.utf8))
        return Swift.readLine(strippingNewline: true) ?? ""
    }
}
