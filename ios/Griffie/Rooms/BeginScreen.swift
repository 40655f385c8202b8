import GriffieKit
import SwiftUI

/// Beginning a chat with somebody, or a group.
struct BeginScreen: View {
    @Environment(Session.self) private var session
    let rooms: Rooms
    @State private var user = ""
    @State private var name = ""
    @State private var users = ""

    var body: some View {
        ScrollView {
            VStack(alignment: .leading, spacing: 12) {
                Field(label: session.say(Word.userId), text: $user)
                Wide(word: session.say(Word.start)) { rooms.chat(with: user) }
                    .disabled(busy || userIds(in: user).count != 1)
                Divider().padding(.vertical, 12)
                Heading(word: session.say(Word.newGroup))
                Field(label: session.say(Word.groupName), text: $name)
                Field(label: session.say(Word.userIds), text: $users)
                Wide(word: session.say(Word.newGroup)) { rooms.group(name, users) }
                    .disabled(busy || name.isEmpty || session.houses.state.forbids("create_group"))
            }
            .padding(16)
        }
        .navigationTitle(session.say(Word.newChat))
        .navigationBarTitleDisplayMode(.inline)
    }

    private var busy: Bool { session.acts.busy > 0 }
}
