import GriffieCore
import GriffieKit
import SwiftUI

/// Saying what a message or a room is: the labels with what each means now, and how long there is a choice.
struct LabelPanel: View {
    @Environment(Session.self) private var session
    let chat: Conversation
    let labelling: Labelling
    let choice: LabelChoice

    var body: some View {
        ScrollView {
            VStack(alignment: .leading, spacing: 8) {
                Heading(word: session.say(labelling.row == nil ? LabelWord.labelRoom : LabelWord.label))
                Text(verbatim: time).foregroundStyle(Ink.quiet)
                ForEach(labelling.labels(choice), id: \.self) { one in
                    LabelOption(label: one, chosen: one == labelling.label) { chat.labelling?.label = one }
                }
                Field(
                    label: session.say(labelling.wantsReason(choice) ? LabelWord.reasonWanted : LabelWord.reason),
                    text: bound({ chat.labelling?.reason ?? "" }, set: { chat.labelling?.reason = $0 }))
                HStack(spacing: 12) {
                    Wide(word: session.say(Word.cancel), main: false) { chat.labelling = nil }
                    Wide(word: session.say(LabelWord.saveLabel)) { chat.setLabel() }
                        .disabled(!labelling.ready(choice) || session.acts.busy > 0)
                }
            }
            .padding(16)
        }
        .frame(maxHeight: 520)
        .background(Ink.surface)
    }

    private var time: String {
        guard let row = labelling.row else { return session.say(LabelWord.roomStaysMeans) }
        guard let until = row.labelUntil else { return session.say(LabelWord.windowOver) }
        guard row.isOpen(at: chat.now) else { return session.say(LabelWord.follows) }
        return session.say(LabelWord.windowOpen, left(until: until, from: chat.now, session.language))
    }
}
