import GriffieCore
import GriffieKit
import SwiftUI

/// How much is new in a room, and whether somebody named this person.
struct Counts: View {
    @Environment(Session.self) private var session
    let room: RoomRow

    var body: some View {
        if room.highlights > 0 {
            badge("@", session.say(Word.mentioned), Ink.onError, on: Ink.error)
        }
        if room.unread > 0 {
            badge("\(room.unread)", session.say(Word.unreadCount, "\(room.unread)"), Ink.onPrimary, on: Ink.primary)
        }
    }

    private func badge(_ text: String, _ word: String, _ ink: Color, on colour: Color) -> some View {
        Text(verbatim: text)
            .font(.caption)
            .foregroundStyle(ink)
            .padding(.horizontal, 6)
            .padding(.vertical, 2)
            .background(colour, in: .capsule)
            .accessibilityLabel(word)
    }
}
