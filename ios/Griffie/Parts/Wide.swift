import SwiftUI

/// A button as wide as what it stands in: the main thing to do, or another.
struct Wide: View {
    let word: String
    var main = true
    let action: @MainActor () -> Void

    var body: some View {
        if main {
            Button(action: action) { label }.buttonStyle(.borderedProminent).tint(Ink.primary)
        } else {
            Button(action: action) { label }.buttonStyle(.bordered)
        }
    }

    private var label: some View { Text(verbatim: word).frame(maxWidth: .infinity, minHeight: 32) }
}
