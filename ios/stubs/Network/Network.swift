// What the app uses of Apple's Network, by name and signature alone. No part of the app.

import Foundation

public struct NWPath: Equatable, Sendable {
    public var status: Status { .satisfied }
    public var isExpensive: Bool { false }
    public var isConstrained: Bool { false }
    public enum Status: Sendable { case satisfied, unsatisfied, requiresConnection }
}

public final class NWPathMonitor: Sendable {
    public init() {}
    public func start(queue: DispatchQueue) {}
    public var currentPath: NWPath { NWPath() }
}
