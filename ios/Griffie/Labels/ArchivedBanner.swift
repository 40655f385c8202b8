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
        let scope = session.houses.state.scope
        let stays = label.stays || scope != nil
        if session.houses.state.tells || stays {
            VStack(alignment: .leading, spacing: 0) {
                Button {
                    whole.toggle()
                } label: {
                    HStack(spacing: 12) {
                        SignView(stays ? .lock : .archive, size: 18)
                        Text(verbatim: archived(label, scope).say(session.language)).font(.subheadline).frame(
                            maxWidth: .infinity, alignment: .leading)
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
}
