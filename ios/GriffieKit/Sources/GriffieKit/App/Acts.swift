import GriffieCore
import Observation

/// What people do: each act runs beside the screen, and what the core answers to it becomes a sentence there.
@MainActor @Observable public final class Acts {
    /// Why the last act was not done; absent when it was, or when the person has seen the sentence.
    public private(set) var error: GriffieError?
    /// How many acts are on their way.
    public private(set) var busy = 0

    public init() {}

    /// Does something.
    @discardableResult
    public func act(_ action: @escaping @MainActor () async throws -> Void) -> Task<Void, Never> {
        busy += 1
        return Task {
            await attempt(action)
            busy -= 1
        }
    }

    /// Finds something out, without anybody waiting for it.
    @discardableResult
    public func ask(_ action: @escaping @MainActor () async throws -> Void) -> Task<Void, Never> {
        Task { await attempt(action) }
    }

    /// The person has read the sentence.
    public func seen() { error = nil }

    /// The sentence for the last error.
    public func sentence(_ language: Language) -> String? { error.map { describe(error: $0, language: language) } }

    private func attempt(_ action: @MainActor () async throws -> Void) async {
        do {
            try await action()
        } catch let refused as GriffieError {
            error = refused
        } catch is CancellationError {
            return
        } catch {
            self.error = .Bug(id: "app-\(type(of: error))")
        }
    }
}

/// What a view model listens to, for as long as it lives.
@MainActor final class Following {
    private var tasks: [Task<Void, Never>] = []

    /// Takes every state of a stream.
    func follow<State: Sendable>(_ stream: AsyncStream<State>, _ take: @escaping @MainActor (State) async -> Void) {
        tasks.append(
            Task {
                for await state in stream { await take(state) }
            })
    }

    /// Does something again and again.
    func every(_ pause: Duration, _ act: @escaping @MainActor () -> Void) {
        tasks.append(
            Task {
                while !Task.isCancelled {
                    act()
                    try? await Task.sleep(for: pause)
                }
            })
    }

    func end() {
        tasks.forEach { $0.cancel() }
        tasks = []
    }

    deinit { tasks.forEach { $0.cancel() } }
}
