import GriffieCore
import GriffieKit
import SwiftUI

/// One answer of a poll: its text, its votes, and giving one's own.
struct PollAnswerLine: View {
    @Environment(Session.self) private var session
    let answer: PollAnswer
    let own: Bool
    let share: Double
    let ended: Bool
    let vote: @MainActor (String) -> Void

    var body: some View {
        let text = tameLine(String((answer.text ?? "").prefix(500)))
        Button {
            if let id = answer.id { vote(id) }
        } label: {
            HStack(spacing: 8) {
                Circle().stroke(.primary, lineWidth: 2).frame(width: 18, height: 18).overlay {
                    if own { Circle().fill(.primary).padding(4) }
                }
                VStack(alignment: .leading) {
                    HStack {
                        Text(verbatim: text).frame(maxWidth: .infinity, alignment: .leading)
                        Text(verbatim: "\(answer.voters.count)")
                    }
                    ProgressView(value: share)
                }
            }
            .frame(minHeight: touch)
        }
        .buttonStyle(.plain)
        .disabled(ended || answer.id == nil)
        .accessibilityElement()
        .accessibilityAddTraits(own ? [.isButton, .isSelected] : .isButton)
        .accessibilityLabel(session.say(MoreWord.voteFor, text, "\(answer.voters.count)"))
    }
}
