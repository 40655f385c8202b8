import GriffieCore
import GriffieKit
import SwiftUI

/// Where a message is written.
struct Composer: View {
    @Environment(Session.self) private var session
    @Bindable var chat: Conversation

    var body: some View {
        VStack(alignment: .leading, spacing: 4) {
            Purpose(chat: chat)
            ForEach(chat.draft.suggestions(chat.members), id: \.userId) { member in
                Button("@" + tameLine(member.displayName ?? "")) { chat.draft = chat.draft.naming(member) }.frame(minHeight: touch)
            }
            HStack(alignment: .bottom, spacing: 4) {
                if !session.houses.state.forbids("files") { Attach(chat: chat) }
                SignButton(.poll, session.say(MoreWord.makePoll)) { chat.poll = PollForm() }
                TextField(session.say(Word.message), text: $chat.draft.text, axis: .vertical)
                    .lineLimit(1...6)
                    .textFieldStyle(.roundedBorder)
                    .frame(minHeight: touch)
                SignButton(.send, session.say(Word.send)) { chat.send() }
                    .disabled(chat.draft.text.isEmpty)
                    .foregroundStyle(Ink.primary)
            }
        }
        .padding(4)
        .background(Ink.surface)
    }
}
