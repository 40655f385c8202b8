import GriffieCore
import GriffieKit
import SwiftUI

/// A conversation: the newest at the bottom, what is written below it.
struct ConversationScreen: View {
    @Environment(Session.self) private var session
    @Bindable var chat: Conversation

    var body: some View {
        VStack(spacing: 0) {
            ArchivedBanner(chat: chat)
            if chat.search != nil { Found(chat: chat) }
            if chat.search?.found.isEmpty != false {
                Lines(chat: chat)
                if let said = chat.said { Told(sentence: said) { chat.said = nil } }
                Below(chat: chat)
            }
        }
        .fullScreenCover(item: Bindable(chat.pictures).viewing) { Viewer(chat: chat, viewing: $0).environment(session) }
        .navigationTitle(tameLine(chat.row?.name ?? session.say(Word.nameless)))
        .navigationBarTitleDisplayMode(.inline)
        .toolbar {
            ToolbarItemGroup(placement: .topBarTrailing) {
                SignButton(.search, session.say(Word.search)) { chat.look(for: chat.search == nil ? "" : nil) }
                SignButton(.people, session.say(Word.people)) { session.go(.members(chat.id)) }
            }
        }
    }
}
