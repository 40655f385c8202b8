import GriffieCore
import GriffieKit
import SwiftUI

/// One chat in the list: who, the last line, when, and what is new.
struct RoomLine: View {
    @Environment(Session.self) private var session
    let room: RoomRow

    var body: some View {
        HStack(spacing: 12) {
            Face(name: name)
            VStack(alignment: .leading, spacing: 2) {
                HStack(alignment: .firstTextBaseline) {
                    Text(verbatim: name).font(.headline).lineLimit(1).frame(maxWidth: .infinity, alignment: .leading)
                    if let last = room.last {
                        Text(verbatim: clock(last.at, session.language)).font(.caption).foregroundStyle(Ink.quiet)
                    }
                }
                HStack {
                    Text(verbatim: line)
                        .fontWeight(room.unread > 0 ? .semibold : nil)
                        .foregroundStyle(Ink.quiet)
                        .lineLimit(1)
                        .frame(maxWidth: .infinity, alignment: .leading)
                    Counts(room: room)
                }
            }
        }
        .contentShape(Rectangle())
        .accessibilityElement(children: .combine)
        .accessibilityAddTraits(.isButton)
    }

    private var name: String { tameLine(room.name ?? session.say(Word.nameless)) }

    private var line: String { room.last.map { tameLine(String(summary($0, session.language).prefix(200))) } ?? "" }
}
