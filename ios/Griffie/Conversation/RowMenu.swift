import GriffieCore
import GriffieKit
import SwiftUI

/// All that can be done with a message, as far as policy lets.
struct RowMenu: View {
    @Environment(Session.self) private var session
    let row: TimelineRow
    let chat: Conversation
    /// The reactions that are one touch away.
    private let quick = ["👍", "❤️", "😂", "🎉"]

    var body: some View {
        let house = session.houses.state
        if row.eventId != nil && row.redacted == nil {
            if !house.forbids("react") {
                ForEach(quick, id: \.self) { key in
                    Button(session.say(Word.reactWith, key)) { chat.react(row, key) }
                }
            }
            Button(session.say(Word.reply)) { chat.draft = Draft(text: chat.draft.text, replyTo: row) }
            if row.own && row.content == .text && !house.forbids("edit") {
                Button(session.say(Word.edit)) { chat.draft = Draft(text: row.body, editing: row) }
            }
            if house.labels != nil {
                Button(session.say(LabelWord.label)) { chat.beginLabel(row) }
            }
            if row.own, case .poll(let poll) = row.content, !poll.ended {
                Button(session.say(MoreWord.closePoll)) { chat.endPoll(row) }
            }
            if row.own && !house.forbids("delete") {
                Button(session.say(Word.delete), role: .destructive) { chat.takeBack(row) }
            }
        }
    }
}
