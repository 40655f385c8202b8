import Foundation
import GriffieCore
import Network

/// The phone as the core asks for it.
final class Machine: Platform {
    private let path = NWPathMonitor()

    init() { path.start(queue: DispatchQueue(label: "eu.griffie.path")) }

    func network() -> NetworkKind { Machine.kind(path.currentPath) }

    func batterySaver() -> Bool { ProcessInfo.processInfo.isLowPowerModeEnabled }

    func freeDiskBytes() -> UInt64? {
        let disk = try? FileManager.default.attributesOfFileSystem(forPath: NSHomeDirectory())
        return (disk?[.systemFreeSize] as? NSNumber)?.uint64Value
    }

    func appBuild() -> String { Bundle.main.build }

    func osVersion() -> String {
        let version = ProcessInfo.processInfo.operatingSystemVersion
        return "\(version.majorVersion).\(version.minorVersion)"
    }

    /// What a path of the system is to the core. A network that is paid for by the byte, and one that the person asked to spare, are metered.
    static func kind(_ path: NWPath) -> NetworkKind {
        guard path.status == .satisfied else { return .none }
        return path.isExpensive || path.isConstrained ? .metered : .unmetered
    }
}

extension Bundle {
    /// Version and build: `1.4.2 (1403)`.
    var build: String {
        let text = { (key: String) in self.object(forInfoDictionaryKey: key) as? String ?? "0" }
        return "\(text("CFBundleShortVersionString")) (\(text("CFBundleVersion")))"
    }
}
