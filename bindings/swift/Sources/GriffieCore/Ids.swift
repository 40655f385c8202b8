import Foundation

/// Matrix room id: `!dijk:example.nl`.
public struct RoomId: RawRepresentable, Hashable, Sendable, Codable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }
}

/// Matrix event id: `$…`.
public struct EventId: RawRepresentable, Hashable, Sendable, Codable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }
}

/// Matrix user id: `@7k3m9x:example.nl`.
public struct UserId: RawRepresentable, Hashable, Sendable, Codable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }
}

/// Names an own message from the moment it is written: before it has an ``EventId``, and after.
public struct TransactionId: RawRepresentable, Hashable, Sendable, Codable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }
}

extension Date {
    /// The core's time, in UTC milliseconds, as a date.
    init(griffieMilliseconds milliseconds: Int64) {
        self.init(timeIntervalSince1970: Double(milliseconds) / 1_000)
    }

    /// This date in the core's UTC milliseconds; a date beyond what they can say becomes the last that they can.
    var griffieMilliseconds: Int64 {
        let milliseconds = (timeIntervalSince1970 * 1_000).rounded()
        return Int64(exactly: milliseconds) ?? (milliseconds < 0 ? .min : .max)
    }
}
