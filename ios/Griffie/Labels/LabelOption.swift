import GriffieCore
import GriffieKit
import SwiftUI

/// One label, and what it means.
struct LabelOption: View {
    @Environment(Session.self) private var session
    let label: GriffieCore.Label
    let chosen: Bool
    let pick: @MainActor () -> Void

    var body: some View {
        Button(action: pick) {
            HStack(spacing: 12) {
                SignView(.check, size: 18).opacity(chosen ? 1 : 0)
                VStack(alignment: .leading) {
                    Text(verbatim: session.say(label.word))
                    Text(verbatim: session.say(label.stays ? LabelWord.staysMeans : LabelWord.businessMeans))
                        .font(.subheadline)
                        .foregroundStyle(Ink.quiet)
                }
                .frame(maxWidth: .infinity, alignment: .leading)
            }
            .frame(minHeight: touch)
        }
        .buttonStyle(.plain)
        .accessibilityAddTraits(chosen ? [.isButton, .isSelected] : .isButton)
    }
}
