import Foundation
import GriffieCore

/// A listener made of a closure.
final class Listening: TimelineListener {
    private let update: @Sendable ([TimelineDiff]) throws -> Void

    init(_ update: @escaping @Sendable ([TimelineDiff]) throws -> Void) {
        self.update = update
    }

    func onUpdate(diffs: [TimelineDiff]) throws { try update(diffs) }
}

/// A value that threads share.
final class Held<Value: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    private var held: Value?

    var value: Value? { condition.withLock { held } }

    func put(_ value: Value) {
        condition.withLock {
            held = value
            condition.broadcast()
        }
    }

    func change(_ change: (inout Value?) -> Void) {
        condition.withLock { change(&held) }
    }

    /// Waits, blocking the thread, until there is one.
    func wait() -> Value {
        condition.withLock {
            while true {
                if let held { return held }
                condition.wait()
            }
        }
    }
}

/// Blocks threads until it is opened.
final class Gate: Sendable {
    private let opened = Held<Bool>()

    func open() { opened.put(true) }
    func wait() { _ = opened.wait() }
}

/// Counts across threads.
final class Count: Sendable {
    private let held = Held<Int>()

    var value: Int { held.value ?? 0 }

    @discardableResult
    func add(_ number: Int = 1) -> Int {
        var sum = 0
        held.change {
            sum = ($0 ?? 0) + number
            $0 = sum
        }
        return sum
    }
}

/// Refers without holding; tells whether something is still there.
final class Weak<Object: AnyObject>: @unchecked Sendable {
    private(set) weak var value: Object?

    init(_ value: Object?) {
        self.value = value
    }
}

/// The texts that a listener was told of.
final class Heard: Sendable {
    private let held = Held<[String]>()

    var texts: [String] { held.value ?? [] }

    func add(_ diffs: [TimelineDiff]) {
        let bodies = diffs.flatMap { diff -> [String] in
            switch diff {
            case .reset(let rows): rows.map(\.body)
            case .insert(_, let row), .update(_, let row): [row.body]
            case .remove: []
            }
        }
        held.change { $0 = ($0 ?? []) + bodies }
    }

    func hears(_ text: String) async throws {
        try await until("the listener hearing: \(text)") { self.texts.contains(text) }
    }
}

/// The rows that the diffs make.
final class Rows: Sendable {
    private let held = Held<[TimelineRow]>()

    var texts: [String] { (held.value ?? []).map(\.body) }

    func apply(_ diffs: [TimelineDiff]) {
        held.change { rows in rows = diffs.reduce(into: rows ?? []) { $0.apply($1) } }
    }
}
