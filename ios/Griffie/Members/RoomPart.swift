import GriffieCore
import GriffieKit
import SwiftUI

/// What is done with the room as a whole: asking people in, its name, its sound, its key, leaving it.
struct RoomPart: View {
    @Environment(Session.self) private var session
    let members: Members
    @State private var invited = ""

    var body: some View {
        Field(label: session.say(Word.userId), text: $invited)
        Button(session.say(Word.invite)) {
            userIds(in: invited).forEach { members.invite($0.rawValue) }
            invited = ""
        }
        .disabled(invited.isEmpty)
        if members.room?.kind == .group && members.power >= Members.moderator {
            Rename(members: members).id(members.room?.name)
        }
        Button(session.say(muted ? MoreWord.unmute : MoreWord.mute)) { session.muted.turn(members.id) }
        if muted { Text(verbatim: session.say(MoreWord.muted)).font(.footnote) }
        if members.room?.encrypted == true {
            Button(session.say(SafetyWord.renew)) { members.renew() }.disabled(session.acts.busy > 0)
            Text(verbatim: session.say(members.renewed ? SafetyWord.renewed : SafetyWord.renewWhy)).font(.footnote)
        }
        Button(session.say(Word.leave), role: .destructive) { members.leave { session.path = [] } }
    }

    private var muted: Bool { session.muted.rooms.contains(members.id) }
}
