import SwiftUI

/// How loud a voice message is, from its beginning to its end.
struct Wave: View {
    let heights: [UInt16]
    private let bars = 40
    private let loudest: UInt16 = 1_024

    var body: some View {
        HStack(spacing: 2) {
            ForEach(Array(shown.enumerated()), id: \.offset) { _, loud in
                Capsule().fill(.primary).frame(width: 3, height: 4 + 24 * CGFloat(min(loud, loudest)) / CGFloat(loudest))
            }
        }
        .frame(height: 28)
        .accessibilityHidden(true)
    }

    private var shown: [UInt16] {
        let step = max(1, heights.count / bars)
        return Array(stride(from: 0, to: heights.count, by: step).map { heights[$0] }.prefix(bars))
    }
}
