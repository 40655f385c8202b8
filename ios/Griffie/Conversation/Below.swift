import GriffieKit
import SwiftUI

/// What is done below the lines: a label is chosen, a question is composed, or a message is written.
struct Below: View {
    @Environment(Session.self) private var session
    let chat: Conversation

    var body: some View {
        if let labelling = chat.labelling, let choice = session.houses.state.labels {
            LabelPanel(chat: chat, labelling: labelling, choice: choice)
        } else if let form = chat.poll {
            PollComposer(chat: chat, form: form)
        } else {
            Typing(chat: chat)
            Composer(chat: chat)
        }
    }
}
