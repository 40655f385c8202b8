import GriffieCore
import GriffieKit
import SwiftUI

/// What is kept of this conversation, what others are told of it, and the label of the room.
struct Explained: View {
    @Environment(Session.self) private var session
    let chat: Conversation

    var body: some View {
        let house = session.houses.state
        ScrollView {
            VStack(alignment: .leading, spacing: 6) {
                Text(verbatim: session.say(LabelWord.nothingTold))
                if let told = house.rules.flatMap({ told($0, session.language) }) {
                    Text(verbatim: session.say(LabelWord.whatIsTold)).fontWeight(.semibold)
                    Text(verbatim: told)
                }
                if let url = house.rules?.privacyUrl { Text(verbatim: session.say(LabelWord.moreAbout, url)) }
                if house.labels != nil {
                    Button(session.say(LabelWord.labelRoom)) { chat.beginLabel(nil) }.frame(minHeight: touch)
                }
            }
            .font(.subheadline)
            .frame(maxWidth: .infinity, alignment: .leading)
        }
        .frame(maxHeight: 280)
        .padding(.bottom, 8)
    }
}
