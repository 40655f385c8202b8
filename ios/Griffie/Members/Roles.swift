import GriffieKit
import SwiftUI

/// Giving somebody another role in a room.
struct Roles: View {
    @Environment(Session.self) private var session
    let name: String
    let give: @MainActor (Int64) -> Void

    var body: some View {
        Menu {
            Button(session.say(Word.memberAdmin)) { give(Members.admin) }
            Button(session.say(Word.memberModerator)) { give(Members.moderator) }
            Button(session.say(MoreWord.roleMember)) { give(0) }
        } label: {
            SignView(.up).frame(minWidth: touch, minHeight: touch)
        }
        .accessibilityLabel(session.say(MoreWord.roleOf, name))
    }
}
