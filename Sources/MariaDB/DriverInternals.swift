import CMariaDB

/// The driver's internals beyond its public interface: where it keeps a result's rows and the names of columns.
enum DriverInternals {
    /// True if the driver has the version of the headers that this program was built with, so that the layout is known.
    static let areKnown: Bool = {
        guard let version = mysql_get_client_info() else { return false }
        return areOf(String(cString: version))
    }()

    /// The driver reports its own version or that of the server that it was released with.
    static func areOf(_ version: String) -> Bool {
        version == MARIADB_CLIENT_VERSION_STR || version == MARIADB_PACKAGE_VERSION
    }
}
