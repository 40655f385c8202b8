import Foundation
import GriffieCore
import Security

/// The key of the database, in the Keychain: for this device alone, in no backup, and not before the first unlock after a start. It is shared
/// with no extension.
final class Keychain: SecretStore {
    private static let service = "eu.griffie.database"

    func read(name: String) throws -> Data? {
        var query = item(name)
        query[kSecReturnData as String] = true
        query[kSecMatchLimit as String] = kSecMatchLimitOne
        var found: CFTypeRef?
        let status = SecItemCopyMatching(query as CFDictionary, &found)
        switch status {
        case errSecSuccess: return found as? Data
        case errSecItemNotFound: return nil
        default: throw failure(status)
        }
    }

    func write(name: String, value: Data) throws {
        let status = SecItemUpdate(item(name) as CFDictionary, [kSecValueData as String: value] as CFDictionary)
        if status == errSecSuccess { return }
        guard status == errSecItemNotFound else { throw failure(status) }
        var added = item(name)
        added[kSecValueData as String] = value
        added[kSecAttrAccessible as String] = kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly
        let result = SecItemAdd(added as CFDictionary, nil)
        guard result == errSecSuccess else { throw failure(result) }
    }

    private func item(_ name: String) -> [String: Any] {
        [
            kSecClass as String: kSecClassGenericPassword, kSecAttrService as String: Self.service, kSecAttrAccount as String: name,
            kSecAttrSynchronizable as String: false, kSecUseDataProtectionKeychain as String: true,
        ]
    }

    /// Whether waiting for an unlock helps: the core must not take a locked Keychain for an empty one.
    private func failure(_ status: OSStatus) -> SecretStoreError {
        status == errSecInteractionNotAllowed ? .Locked : .Failed
    }
}
