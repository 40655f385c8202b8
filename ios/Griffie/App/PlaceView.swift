import GriffieKit
import SwiftUI

/// The screen of a place. What listens to the core lives exactly as long as its screen.
struct PlaceView: View {
    @Environment(Session.self) private var session
    let place: Place
    let rooms: Rooms

    var body: some View {
        switch place {
        case .begin: BeginScreen(rooms: rooms)
        case .archive: ArchiveScreen()
        case .settings: SettingsScreen(session)
        case .rules: RulesScreen()
        case .about: AboutScreen(session)
        case .chat(let room):
            Opened {
                try Conversation(session, room: room)
            } content: {
                ConversationScreen(chat: $0)
            }
        case .members(let room):
            Opened {
                try Members(session, room: room)
            } content: {
                MembersScreen(members: $0)
            }
        case .keys(_, let user, let name): KeysScreen(session, user: user, name: name)
        case .verify(let flow): VerifyScreen(flow: flow)
        }
    }
}
