import GriffieCore
import GriffieKit
import SwiftUI

/// A room that this person is asked into.
struct AskedLine: View {
    @Environment(Session.self) private var session
    let room: RoomRow
    let rooms: Rooms

    var body: some View {
        VStack(alignment: .leading, spacing: 8) {
            HStack(spacing: 12) {
                Face(name: name)
                VStack(alignment: .leading) {
                    Text(verbatim: name).font(.headline)
                    if let inviter = room.inviter {
                        Text(verbatim: session.say(Word.invitedBy, inviter.rawValue)).font(.caption).foregroundStyle(Ink.quiet)
                    }
                }
            }
            HStack(spacing: 12) {
                Wide(word: session.say(Word.decline), main: false) { rooms.decline(room.roomId) }
                Wide(word: session.say(Word.accept)) { rooms.accept(room.roomId) }
            }
        }
        .padding(.vertical, 4)
    }

    private var name: String { tameLine(room.name ?? session.say(Word.nameless)) }
}
