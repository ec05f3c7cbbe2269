/// Kinds of errors, which decide what is repeated.
extension DatabaseError {
    /// A unique key refused the row (1062).
    package var isDuplicate: Bool { code == 1062 }

    /// A conflict with another transaction: the whole transaction must be rolled back and repeated (1205 lock wait,
    /// 1213 deadlock, 1020 changed since read, 1047 and 1180 of Galera).
    package var isWorthRetrying: Bool { [1205, 1213, 1020, 1047, 1180].contains(code) }

    /// The server or the connection is gone, or the server accepts no more connections (1040, 1203, 1226; 1053 while it
    /// shuts down).
    package var isAway: Bool { DatabaseError.awayCodes.contains(code) || DatabaseError.clientAwayCodes.contains(code) }

    /// The server accepts no writes: read_only (1290), a read-only transaction or server (1792, 1836, 1874).
    package var isReadOnly: Bool { [1290, 1792, 1836, 1874].contains(code) }

    /// The server refuses this user or machine: a wrong password, or a missing right to the database.
    package var isRefused: Bool { [1044, 1045, 1129, 1130, 1698, 1820, 1862, 4151].contains(code) }

    /// The query was stopped: max_statement_time (1969), max_execution_time (3024), KILL QUERY (1317).
    package var isCut: Bool { [1969, 3024, 1317].contains(code) }

    /// The server is short of memory, threads or locks.
    package var isShort: Bool { [1037, 1038, 1041, 1135, 1206].contains(code) }

    /// The database's disk is full (1021, 1114; 3, 1026 and 1030 with errno 28, ENOSPC).
    package var isFull: Bool {
        [1021, 1114].contains(code) || [3, 1026, 1030].contains(code) && message.contains("28")
    }

    /// The user lacks a right (1142, 1143, 1227).
    package var isDenied: Bool { [1142, 1143, 1227].contains(code) }

    /// The schema is not this program's: no such database, table or column.
    package var isOfSchema: Bool { [1049, 1146, 1054].contains(code) }

    /// The server is a node of a cluster without a majority (Galera's 1047).
    package var isWithoutQuorum: Bool { code == 1047 }

    /// MySQL, or a MariaDB that is too old.
    package var isUnsupported: Bool { code == 0 && state == DatabaseError.unsupportedState }

    /// True if the same statement may succeed later unchanged. Other errors, such as a value that is too long or a
    /// packet that is too large, are permanent.
    package var isMendedByTime: Bool {
        isAway || isWorthRetrying || isReadOnly || isRefused || isCut || isShort || isFull || isDenied || isOfSchema
            || isUnsupported
    }

    /// True if the connection must be closed. That includes connections to servers that are read-only or without a
    /// majority: the same host name, or the list's next server, may accept writes.
    var endsConnection: Bool { leadsElsewhere || isCut || code == 2014 }

    /// True if another server may do what this one does not.
    var leadsElsewhere: Bool { isAway || isReadOnly || isRefused || isWithoutQuorum }

    static let unsupportedState = "0A000"

    /// Too many connections, shutdown, network errors on the server's side, connection killed.
    private static let awayCodes: Set<UInt32> = [
        1040, 1053, 1152, 1158, 1159, 1160, 1161, 1184, 1203, 1226, 1927,
    ]

    /// The client library's codes for a server that is gone. Its other codes are about wrong use, e.g. 2020, a packet
    /// that is too large.
    private static let clientAwayCodes: Set<UInt32> = [
        2000, 2001, 2002, 2003, 2004, 2005, 2006, 2007, 2009, 2011, 2012, 2013, 2024, 2025, 2026, 2027, 2048, 2055,
    ]
}
