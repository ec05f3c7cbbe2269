/// What a new password must be like, for the API and the command line.
package enum PasswordRule {
    /// Characters. NIST SP 800-63B asks for at least 8; long ones cost nothing.
    package static let lengths = 10...200

    /// Nobody types a control character on purpose.
    package static func isPlain(_ password: String) -> Bool {
        password.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }
}
