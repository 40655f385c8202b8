import GriffieCore
import GriffieKit
import SwiftUI

/// What a message says, by its kind; of what was taken back that it was.
struct Said: View {
    @Environment(Session.self) private var session
    let row: TimelineRow
    let chat: Conversation

    var body: some View {
        if row.redacted != nil {
            if !row.body.isEmpty { Text(verbatim: tame(String(row.body.prefix(1_500)))).strikethrough() }
            Text(verbatim: session.say(Word.takenBack)).font(.subheadline)
        } else {
            switch row.content {
            case .file(let file): FileView(row: row, file: file, chat: chat)
            case .location(let geo): LocationView(row: row, geo: geo)
            case .poll(let poll): PollView(row: row, poll: poll, chat: chat)
            default: LongText(text: summary(row, session.language))
            }
        }
    }
}
