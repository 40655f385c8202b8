import GriffieKit
import SwiftUI

/// Somebody, or a group, as a round mark with the first letters of the name. Who hears the screen hears the name beside it.
struct Face: View {
    let name: String
    @ScaledMetric private var edge: CGFloat = 44

    var body: some View {
        Text(verbatim: initials(name))
            .font(.headline)
            .foregroundStyle(Ink.onSecondaryContainer)
            .lineLimit(1)
            .frame(width: edge, height: edge)
            .background(Ink.secondaryContainer, in: .circle)
            .accessibilityHidden(true)
    }
}
