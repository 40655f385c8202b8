import GriffieKit
import SwiftUI

/// What is being answered to, or changed.
struct Purpose: View {
    @Environment(Session.self) private var session
    let chat: Conversation

    var body: some View {
        if let row = chat.draft.editing ?? chat.draft.replyTo {
            let word = chat.draft.editing != nil ? session.say(Word.editing) : session.say(Word.replying, tameLine(row.senderName ?? ""))
            HStack {
                VStack(alignment: .leading) {
                    Text(verbatim: word).font(.subheadline).fontWeight(.semibold).foregroundStyle(Ink.primary)
                    Text(verbatim: tameLine(String(summary(row, session.language).prefix(300)))).font(.subheadline).lineLimit(1)
                }
                .frame(maxWidth: .infinity, alignment: .leading)
                SignButton(.close, session.say(Word.cancel)) { chat.draft = Draft() }
            }
            .padding(.leading, 12)
        }
    }
}
