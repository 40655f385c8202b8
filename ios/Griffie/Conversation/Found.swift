import GriffieCore
import GriffieKit
import SwiftUI

/// Finding something in this conversation: by its words, or by its day.
struct Found: View {
    @Environment(Session.self) private var session
    let chat: Conversation
    @State private var day = Date()

    var body: some View {
        let search = chat.search ?? Search()
        VStack(alignment: .leading, spacing: 8) {
            HStack {
                Field(label: session.say(Word.search), text: bound({ chat.search?.words ?? "" }, set: { chat.look(for: $0) }))
                SignButton(.close, session.say(Word.close)) { chat.look(for: nil) }
            }
            if search.words.isEmpty {
                HStack {
                    DatePicker(session.say(MoreWord.toDate), selection: $day, in: ...Date(), displayedComponents: [.date])
                    Button(session.say(MoreWord.go)) { chat.toDay(day) }.frame(minHeight: touch)
                }
            } else if search.found.isEmpty {
                Text(verbatim: session.say(Word.noResults))
            }
        }
        .padding(8)
        if !search.found.isEmpty {
            List { ForEach(search.found, id: \.key) { FoundLine(row: $0, chat: chat) } }.listStyle(.plain)
        }
    }
}
