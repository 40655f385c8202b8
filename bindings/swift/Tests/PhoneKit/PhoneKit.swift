/// What the tests and their phones in processes of their own share: secrets in files, and a machine on a cable.

import Foundation
import GriffieCore

/// The core over this folder, with its secrets beside it.
public func openPhone(in folder: URL) async throws -> Griffie {
    try await Griffie.open(
        options: OpenOptions(dataDir: folder.appendingPathComponent("data").path),
        secrets: FileSecrets(folder: folder.appendingPathComponent("secrets")), platform: Desktop())
}

/// Secrets as files, so that a phone can be killed and switched on again. For tests alone: an app has the Keychain.
public final class FileSecrets: SecretStore {
    private let folder: URL

    public init(folder: URL) {
        self.folder = folder
    }

    public func read(name: String) throws -> Data? {
        let file = folder.appendingPathComponent(name)
        return FileManager.default.fileExists(atPath: file.path) ? try Data(contentsOf: file) : nil
    }

    public func write(name: String, value: Data) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try value.write(to: folder.appendingPathComponent(name), options: .atomic)
    }
}

/// A phone at home.
public final class Desktop: Platform {
    public init() {}

    public func network() -> NetworkKind { .unmetered }
    public func batterySaver() -> Bool { false }
    public func freeDiskBytes() -> UInt64? { nil }
    public func appBuild() -> String { "swift tests 1" }
    public func osVersion() -> String { ProcessInfo.processInfo.operatingSystemVersionString }
}
