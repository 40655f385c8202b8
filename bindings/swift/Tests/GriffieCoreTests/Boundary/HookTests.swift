import Foundation
import GriffieCore
import PhoneKit
import Testing

/// What key store and platform may do wrong, and that nothing is lost by it.
@Suite struct HookTests {
    private let temporary = TemporaryFolder()
    private var folder: URL { temporary.url }
    private let good = MemorySecrets()

    @Test func aKeyStoreThatThrowsIsToldAndTheDataIsLeftAlone() async throws {
        try await opensEmpty(with: good)
        let before = try files()
        #expect(await refusal(of: Throwing(error: SecretStoreError.Locked)) == "secret_store_locked")
        #expect(await refusal(of: Throwing(error: SecretStoreError.Failed)) == "secret_store_failed")
        #expect(await refusal(of: Throwing(error: Failure("on purpose"))) == "secret_store_failed")
        #expect(try files() == before)
        try await opensEmpty(with: good)
    }

    @Test func aKeyStoreThatLostTheKeyOrHasAnotherIsTold() async throws {
        try await opensEmpty(with: good)
        let before = try files()
        #expect(await refusal(of: MemorySecrets()) != nil)
        #expect(await refusal(of: MemorySecrets(always: Data(repeating: 7, count: 32))) == "wrong_key")
        #expect(await refusal(of: MemorySecrets(always: Data(repeating: 7, count: 3))) != nil)
        #expect(try files() == before)
        try await opensEmpty(with: good)
    }

    @Test func aPlatformThatThrowsHindersNothing() async throws {
        let griffie = try await Griffie.open(
            options: OpenOptions(dataDir: folder.path), secrets: good, platform: Broken())
        griffie.platformChanged()
        #expect(try griffie.signInState() == .new)
        await #expect(throws: GriffieError.NotSignedIn) { try await griffie.start() }
    }

    @Test func aSecondOpeningOfTheSameFolderIsRefused() async throws {
        let griffie = try await open(with: good)
        #expect(await refusal(of: good) == "in_use")
        #expect(try griffie.signInState() == .new)
    }

    private func open(with secrets: SecretStore) async throws -> Griffie {
        try await Griffie.open(options: OpenOptions(dataDir: folder.path), secrets: secrets, platform: Desktop())
    }

    private func opensEmpty(with secrets: SecretStore) async throws {
        #expect(try await open(with: secrets).signInState() == .new)
    }

    /// The reason why the storage cannot be used with these secrets.
    private func refusal(of secrets: SecretStore) async -> String? {
        do {
            _ = try await open(with: secrets)
            return nil
        } catch GriffieError.StorageUnusable(let reason) {
            return reason
        } catch {
            return "another error: \(error)"
        }
    }

    private func files() throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: folder.path))
    }
}

/// Secrets that are gone with the test.
private final class MemorySecrets: SecretStore, @unchecked Sendable {
    private let lock = NSLock()
    private var kept: [String: Data] = [:]
    private let always: Data?

    init(always: Data? = nil) {
        self.always = always
    }

    func read(name: String) -> Data? { lock.withLock { always ?? kept[name] } }
    func write(name: String, value: Data) { lock.withLock { kept[name] = value } }
}

private struct OnPurpose: Error {}

private final class Throwing: SecretStore {
    private let error: Error & Sendable

    init(error: Error & Sendable) {
        self.error = error
    }

    func read(name: String) throws -> Data? { throw error }
    func write(name: String, value: Data) throws { throw error }
}

private final class Broken: Platform {
    func network() throws -> NetworkKind { throw OnPurpose() }
    func batterySaver() throws -> Bool { throw OnPurpose() }
    func freeDiskBytes() throws -> UInt64? { throw OnPurpose() }
    func appBuild() throws -> String { throw OnPurpose() }
    func osVersion() throws -> String { throw OnPurpose() }
}
