import CMariaDB

/// What lies inside the driver, beyond its public interface: where it keeps a result's rows, and the names of columns.
enum DriverInternals {
    /// Whether it lies where the headers say that this program was built with; of another version nobody knows.
    static let areKnown: Bool = {
        guard let version = mysql_get_client_info() else { return false }
        return areOf(String(cString: version))
    }()

    /// The driver calls itself by its own version or by that of the server which it came with.
    static func areOf(_ version: String) -> Bool {
        version == MARIADB_CLIENT_VERSION_STR || version == MARIADB_PACKAGE_VERSION
    }
}
