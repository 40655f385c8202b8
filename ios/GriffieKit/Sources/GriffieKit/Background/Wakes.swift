import Foundation
import GriffieCore

/// Background tasks of the app, by the ends of their identifiers; Info.plist permits exactly these.
public enum WakeKind: String, CaseIterable, Sendable {
    /// Half a minute, for records.
    case refresh
    /// Minutes, with power if the plan wants it, for files.
    case carry

    /// The identifier under which the system knows it.
    public func identifier(_ bundle: String) -> String { "\(bundle).\(rawValue)" }
}

/// When the system is to wake the app, and under which conditions.
public struct Wake: Equatable, Sendable {
    public let kind: WakeKind
    public let notBefore: Date
    public let needsNetwork: Bool
    public let needsPower: Bool
}

/// The wake-ups that a plan of the core asks for (decision 26): the app hands them to the system and decides nothing by itself. There is
/// always one by time, since the system may keep a longer one for itself as long as it likes.
public func wakes(after plan: RoutePlan, now: Date) -> [Wake] {
    let later = now.addingTimeInterval(Double(plan.wakeInMs) / 1_000)
    let byTime = Wake(kind: .refresh, notBefore: later, needsNetwork: true, needsPower: false)
    switch plan.wakeOn {
    case .time: return [byTime]
    case .network: return [byTime, Wake(kind: .carry, notBefore: now, needsNetwork: true, needsPower: false)]
    // The system knows no "network that costs nothing"; with power it is the nearest, and the plan is asked again then.
    case .unmetered, .unmeteredAndPower: return [byTime, Wake(kind: .carry, notBefore: now, needsNetwork: true, needsPower: true)]
    }
}

/// What a background task does: carries what the plan of the core says, and answers when to be woken again. Nothing is begun that the plan
/// does not ask for; before any activation there is nothing to wake for.
@MainActor public func carried(_ griffie: Griffie, _ phone: PhoneNow, now: @MainActor () -> Date = { Date() }) async throws -> [Wake] {
    let plan: RoutePlan
    do {
        plan = try await griffie.routePlan(phone: phone)
    } catch GriffieError.NotSignedIn {
        return []
    }
    guard plan.carry != .nothing else { return wakes(after: plan, now: now()) }
    try await griffie.start()
    _ = try await griffie.routeNow()
    return wakes(after: try await griffie.routePlan(phone: phone), now: now())
}
