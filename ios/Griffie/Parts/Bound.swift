import SwiftUI

/// A binding to something of a view model, which lives on the main actor as SwiftUI's bindings do.
@MainActor func bound<Value: Sendable>(
    _ get: @escaping @MainActor () -> Value, set: @escaping @MainActor (Value) -> Void
) -> Binding<Value> {
    Binding(get: { MainActor.assumeIsolated(get) }, set: { value in MainActor.assumeIsolated { set(value) } })
}
