import Foundation

/// Files that only pass through: each in a folder of its own, unreadable while the phone is locked.
enum Scratch {
    /// A place for a file of this name.
    static func place(for name: String) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.protectionKey: FileProtectionType.complete])
        // A name comes from a stranger: it names a file, never a way to one.
        let plain = name.replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: ":", with: "_")
        return folder.appendingPathComponent(plain.isEmpty || plain.hasPrefix(".") ? "file" + plain : plain)
    }

    /// The file is not needed any more. What cannot be deleted now, the system deletes with its own temporary files.
    static func forget(_ place: URL) { try? FileManager.default.removeItem(at: place.deletingLastPathComponent()) }
}
