import GriffieCore
import GriffieKit
import SwiftUI

/// Who is in the room, what an administrator of it may do, and what everybody may.
struct MembersScreen: View {
    @Environment(Session.self) private var session
    let members: Members

    var body: some View {
        List {
            ForEach(members.members, id: \.userId) { MemberLine(member: $0, members: members) }
            Section { RoomPart(members: members) }
        }
        .listStyle(.insetGrouped)
        .navigationTitle(session.say(Word.people))
        .navigationBarTitleDisplayMode(.inline)
    }
}
