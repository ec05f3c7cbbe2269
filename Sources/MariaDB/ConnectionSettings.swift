import CMariaDB

/// The database's address and the session's settings.
package struct ConnectionSettings: Sendable {
    /// Nil if there is a socket.
    package var host: String?
    package var port: Int
    /// The servers to try when `host` fails, in this order; without effect if there is a socket.
    package var furtherServers: [ServerAddress] = []
    /// The path of a unix socket, at most 107 bytes.
    package var socket: String?
    package var user: String
    package var password: String?
    package var database: String?
    /// The longest time for a read or write on the network; after it the server counts as gone.
    package var readTimeout: Duration
    package var connectTimeout: Duration
    /// The file of the authority that signed the server's certificate. If it is set, the connection must be encrypted.
    package var certificateAuthority: String?

    package init(
        host: String? = nil, port: Int = 3306, socket: String? = nil, user: String, password: String? = nil,
        database: String? = nil, readTimeout: Duration = .seconds(15), connectTimeout: Duration = .seconds(5),
        certificateAuthority: String? = nil
    ) {
        self.host = host
        self.port = port
        self.socket = socket
        self.user = user
        self.password = password
        self.database = database
        self.readTimeout = readTimeout
        self.connectTimeout = connectTimeout
        self.certificateAuthority = certificateAuthority
    }

    /// Each session's settings. Without time_zone, TIMESTAMPs would shift. Without snapshot isolation, reading and then
    /// updating a row could lose another's update. Without the timeouts, the session of a client that vanished would
    /// hold its row locks for eight hours.
    static let session = [
        """
        SET time_zone = '+00:00',
            sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',
            innodb_lock_wait_timeout = 3,
            innodb_snapshot_isolation = ON,
            innodb_ft_enable_stopword = OFF,
            max_statement_time = 12,
            idle_transaction_timeout = 20,
            wait_timeout = 3600,
            tx_isolation = 'READ-COMMITTED'
        """
    ]

    /// The settings of each server by itself.
    var each: [ConnectionSettings] {
        guard socket == nil else { return [self] }
        var own = self
        own.furtherServers = []
        return [own]
            + furtherServers.map { server in
                var other = own
                (other.host, other.port) = (server.host, server.port)
                return other
            }
    }

    /// The server for a message: `host:port`, or the socket's path.
    package var place: String { socket ?? ServerAddress(host: host ?? "localhost", port: port).description }

    func apply(to handle: UnsafeMutablePointer<MYSQL>) {
        mysql_options(handle, MYSQL_SET_CHARSET_NAME, "utf8mb4")
        cmariadb_option_number(handle, MYSQL_OPT_CONNECT_TIMEOUT, seconds(connectTimeout))
        cmariadb_option_number(handle, MYSQL_OPT_READ_TIMEOUT, seconds(readTimeout))
        cmariadb_option_number(handle, MYSQL_OPT_WRITE_TIMEOUT, seconds(readTimeout))
        if let certificateAuthority {
            mysql_options(handle, MYSQL_OPT_SSL_CA, certificateAuthority)
            cmariadb_option_number(handle, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, 1)
        }
    }

    private func seconds(_ duration: Duration) -> UInt32 { UInt32(clamping: max(1, duration.components.seconds)) }
}
