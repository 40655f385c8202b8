import Foundation

/// The native library is of another version than this module: the app is put together wrongly. Nothing that a person does helps, and
/// no data was touched. The first call into the library throws it, which in practice is ``Griffie/open(options:secrets:platform:)``.
public struct LibraryUnusable: LocalizedError, CustomStringConvertible {
    public var description: String {
        "The native library griffie_ffi and the module GriffieCore are of different versions: build both from the same source."
    }

    public var errorDescription: String? { description }
}
