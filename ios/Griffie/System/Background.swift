import BackgroundTasks
import GriffieCore
import GriffieKit
import UIKit

/// Background tasks: the system wakes the app, the core's plan says what is carried, and the next wake-ups follow from it.
@MainActor enum Background {
    /// Tells the system which tasks there are; Info.plist permits the same.
    static func register(_ opening: Opening) {
        for kind in WakeKind.allCases {
            BGTaskScheduler.shared.register(forTaskWithIdentifier: identifier(kind), using: .main) { task in
                // On the main queue, as asked for.
                let given = Given(task: task)
                MainActor.assumeIsolated { run(given.task, opening) }
            }
        }
    }

    /// The app leaves the screen: what the core wants to be woken for. A plan that cannot be had leaves the wake-ups as they are.
    static func plan(_ session: Session) async {
        guard let plan = try? await session.griffie.routePlan(phone: now(), atOnce: true) else { return }
        submit(wakes(after: plan, now: Date()))
    }

    private static func run(_ task: BGTask, _ opening: Opening) {
        let work = Task {
            guard let session = await opening.open().value, let next = try? await carried(session.griffie, now()) else { return false }
            submit(next)
            return true
        }
        // The system takes the time back: the core keeps what is not carried, and the wake-up of before leaves stands.
        task.expirationHandler = { @Sendable in work.cancel() }
        let end = Ending(task)
        Task { end.now(await work.value) }
    }

    /// A wake-up that the system refuses comes again with the next plan; there is nobody to tell in the background.
    private static func submit(_ wakes: [Wake]) {
        for wake in wakes { try? BGTaskScheduler.shared.submit(request(wake)) }
    }

    private static func request(_ wake: Wake) -> BGTaskRequest {
        switch wake.kind {
        case .refresh:
            let refresh = BGAppRefreshTaskRequest(identifier: identifier(.refresh))
            refresh.earliestBeginDate = wake.notBefore
            return refresh
        case .carry:
            let carry = BGProcessingTaskRequest(identifier: identifier(.carry))
            carry.earliestBeginDate = wake.notBefore
            carry.requiresNetworkConnectivity = wake.needsNetwork
            carry.requiresExternalPower = wake.needsPower
            return carry
        }
    }

    private static func identifier(_ kind: WakeKind) -> String { kind.identifier(Bundle.main.bundleIdentifier ?? "") }

    private static func now() -> PhoneNow {
        let device = UIDevice.current
        device.isBatteryMonitoringEnabled = true
        let level = device.batteryLevel
        return PhoneNow(
            network: Machine().network(), roaming: false, charging: device.batteryState == .charging || device.batteryState == .full,
            batteryPercent: level < 0 ? nil : UInt8(clamping: Int(level * 100)), lowPower: ProcessInfo.processInfo.isLowPowerModeEnabled)
    }
}

/// A task on its way from the system's call to the main actor, on one and the same thread.
private struct Given: @unchecked Sendable {
    let task: BGTask
}

/// A task that is told its end.
@MainActor private final class Ending {
    private let task: BGTask

    init(_ task: BGTask) { self.task = task }

    func now(_ done: Bool) { task.setTaskCompleted(success: done) }
}
