import Foundation

/// Finds the libraries' own functions that this program's functions replace.
enum LoadedLibraries {
    /// The symbol `name` of the libraries after this program (`dlsym`, `RTLD_NEXT`).
    static func next<Value>(_ name: String, as type: Value.Type) -> Value? {
        dlsym(UnsafeMutableRawPointer(bitPattern: -1), name).map { unsafeBitCast($0, to: type) }
    }

    /// The symbol `name` of the library that called this program's function, so that it must be loaded.
    static func original<Value>(_ name: String, as type: Value.Type) -> Value {
        guard let original = next(name, as: type) else { preconditionFailure("no library has \(name)") }
        return original
    }
}
