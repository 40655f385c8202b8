import GriffieKit
import SwiftUI

/// Another name for a group.
struct Rename: View {
    @Environment(Session.self) private var session
    private let members: Members
    @State private var typed: String

    init(members: Members) {
        self.members = members
        _typed = State(initialValue: members.room?.name ?? "")
    }

    var body: some View {
        Field(label: session.say(Word.groupName), text: $typed)
        Button(session.say(MoreWord.rename)) { members.rename(typed) }
            .disabled(typed.isEmpty || typed == members.room?.name || session.acts.busy > 0)
    }
}
