import Foundation

/// How long anything may take before the world counts as broken.
let patience = Duration.seconds(120)

/// Does it, and fails with a sentence when it takes too long.
func within<T: Sendable>(
    _ what: String, limit: Duration = patience, _ work: @escaping @Sendable () async throws -> T
) async throws -> T {
    try await withThrowingTaskGroup(of: T.self) { group in
        defer { group.cancelAll() }
        group.addTask(operation: work)
        group.addTask {
            try await Task.sleep(for: limit)
            throw Failure("\(what) did not happen within \(limit)")
        }
        guard let first = try await group.next() else { throw Failure("nobody waits for \(what)") }
        return first
    }
}

/// Waits for something that tells nobody when it comes.
func until(_ what: String, _ holds: @escaping @Sendable () -> Bool) async throws {
    try await within(what) {
        while !holds() { try await Task.sleep(for: .milliseconds(5)) }
    }
}

/// Waits until the newest state is such that `found` finds something in it.
func firstOf<State: Sendable, T: Sendable>(
    _ stream: AsyncStream<State>, _ what: String, _ found: @escaping @Sendable (State) -> T?
) async throws -> T {
    try await within(what) {
        for await state in stream {
            if let result = found(state) { return result }
        }
        throw Failure("the stream ended before \(what)")
    }
}
