import Foundation
import GriffieCore

extension GriffieError {
    /// The stable word for programs and device managers; never a name or content.
    public var code: String {
        switch self {
        case .NotSignedIn: "not_signed_in"
        case .Offline(let reason), .Rejected(let reason), .StorageUnusable(let reason), .ArchiveBlocked(let reason): reason
        case .StorageFull: "storage_full"
        case .Bug(let id): id
        }
    }
}

extension String {
    var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
