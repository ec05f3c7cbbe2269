import Invoices
import MariaDB
import Pooling

/// What is wrong with the database, in the operator's words: `check` and `/health/ready` say the same.
package enum DatabaseFault: Sendable, Equatable {
    case silent
    /// The server lets the user not in.
    case refused
    /// There is no database of that name.
    case missing
    /// No MariaDB, or one that is too old: the server's version and what is needed.
    case unsupported(String)
    case outdatedSchema
    /// read_only is set, or this is a replica.
    case readOnly
    /// A cluster's node that has lost the majority.
    case withoutQuorum
    /// The user may not write, or not see the tables.
    case denied
    case full
    case slow
    /// MariaDB's number.
    case other(UInt32)

    package init(_ error: any Error) {
        switch error {
        case let error as DatabaseError: self = DatabaseFault(error)
        case StorageError.full: self = .full
        default: self = .silent
        }
    }

    private init(_ error: DatabaseError) {
        self =
            switch error.code {
            case 1044, 1045, 1129, 1130, 1698: .refused
            case 1049: .missing
            case 1146, 1054: .outdatedSchema
            default: DatabaseFault(kindOf: error)
            }
    }

    private init(kindOf error: DatabaseError) {
        if error.isUnsupported {
            self = .unsupported(error.message)
        } else if error.isReadOnly {
            self = .readOnly
        } else if error.isWithoutQuorum {
            self = .withoutQuorum
        } else if error.isDenied {
            self = .denied
        } else if error.isFull {
            self = .full
        } else if error.isCut || error.isWorthRetrying {
            self = .slow
        } else {
            self = error.isAway ? .silent : .other(error.code)
        }
    }

    /// A sentence without secrets.
    package var sentence: String {
        switch self {
        case .silent: "The database does not answer."
        case .refused: "The database refuses the user or its password."
        case .missing: "There is no database of that name. Run `ocr-invoice migrate` to create it."
        case .unsupported(let reason): reason
        case .outdatedSchema: "The database's schema is not up to date. Run `ocr-invoice migrate`."
        case .readOnly: "The database accepts no writes: read_only is set, or it is a replica."
        case .withoutQuorum: "The database's node is not part of its cluster's majority."
        case .denied: "The database's user lacks rights. GRANT it ALL on its database."
        case .full: "The database's disk is full."
        case .slow: "The database takes too long for one small write."
        case .other(let code): "The database refuses a small write with error \(code)."
        }
    }
}
