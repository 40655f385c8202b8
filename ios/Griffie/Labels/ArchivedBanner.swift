import GriffieCore
import GriffieKit
import SwiftUI

/// That the conversation is archived, or what of it is not; touched, what others are told, and the label of the room.
struct ArchivedBanner: View {
    @Environment(Session.self) private var session
    let chat: Conversation
    @State private var whole = false

    var body: some View {
        let label = chat.row?.label ?? .business
        if session.houses.state.tells || label.stays {
            VStack(alignment: .leading, spacing: 0) {
                Button {
                    whole.toggle()
                } label: {
                    HStack(spacing: 12) {
                        SignView(label.stays ? .lock : .archive, size: 18)
                        Text(verbatim: words(label)).font(.subheadline).frame(maxWidth: .infinity, alignment: .leading)
                        SignView(whole ? .up : .info, size: 18)
                    }
                    .frame(minHeight: touch)
                }
                .buttonStyle(.plain)
                .accessibilityHint(session.say(LabelWord.explain))
                if whole { Explained(chat: chat) }
            }
            .padding(.horizontal, 16)
            .foregroundStyle(Ink.onSecondaryContainer)
            .background(Ink.secondaryContainer)
        }
    }

    private func words(_ label: GriffieCore.Label) -> String {
        label.stays ? session.say(LabelWord.roomPrivate, session.say(label.word)) : session.say(Word.archivedHere)
    }
}
