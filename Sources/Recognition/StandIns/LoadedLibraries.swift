import Foundation

/// What this program defines in a library's place is found before the library's own; here is how to reach that.
enum LoadedLibraries {
    /// What the libraries after this program call `name` (`dlsym`, `RTLD_NEXT`).
    static func next<Value>(_ name: String, as type: Value.Type) -> Value? {
        dlsym(UnsafeMutableRawPointer(bitPattern: -1), name).map { unsafeBitCast($0, to: type) }
    }

    /// What `name` is in the library that calls ours: it has loaded its own.
    static func original<Value>(_ name: String, as type: Value.Type) -> Value {
        guard let original = next(name, as: type) else { preconditionFailure("no library has \(name)") }
        return original
    }
}
