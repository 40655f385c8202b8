import SwiftUI

/// The name of a part of a screen.
struct Heading: View {
    let word: String

    var body: some View {
        Text(verbatim: word)
            .font(.headline)
            .foregroundStyle(Ink.primary)
            .padding(.top, 12)
            .accessibilityAddTraits(.isHeader)
    }
}
