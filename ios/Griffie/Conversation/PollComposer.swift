import GriffieKit
import SwiftUI

/// Making a poll, in the place where messages are written.
struct PollComposer: View {
    @Environment(Session.self) private var session
    let chat: Conversation
    let form: PollForm

    var body: some View {
        ScrollView {
            VStack(alignment: .leading, spacing: 8) {
                Heading(word: session.say(MoreWord.makePoll))
                Field(label: session.say(MoreWord.question), text: changing({ $0.question }, { $0.question = $1 }))
                ForEach(form.answers.indices, id: \.self) { at in
                    Field(
                        label: session.say(MoreWord.answer, "\(at + 1)"),
                        text: changing({ $0.answers.indices.contains(at) ? $0.answers[at] : "" }, { $0.answers[at] = $1 }))
                }
                if form.answers.count < PollForm.most {
                    Button(session.say(MoreWord.moreAnswers)) { chat.poll?.answers.append("") }.frame(minHeight: touch)
                }
                Toggle(session.say(MoreWord.several), isOn: changing({ $0.several }, { $0.several = $1 }))
                HStack(spacing: 12) {
                    Wide(word: session.say(Word.cancel), main: false) { chat.poll = nil }
                    Wide(word: session.say(MoreWord.ask)) { chat.ask() }.disabled(!form.ready || session.acts.busy > 0)
                }
            }
            .padding(12)
        }
        .frame(maxHeight: 420)
        .background(Ink.surface)
    }

    private func changing<Value: Sendable>(
        _ get: @escaping @MainActor (PollForm) -> Value, _ set: @escaping @MainActor (inout PollForm, Value) -> Void
    ) -> Binding<Value> {
        bound {
            get(chat.poll ?? form)
        } set: { value in
            guard var next = chat.poll else { return }
            set(&next, value)
            chat.poll = next
        }
    }
}
