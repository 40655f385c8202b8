import GriffieKit
import SwiftUI

/// Who is typing.
struct Typing: View {
    @Environment(Session.self) private var session
    let chat: Conversation

    var body: some View {
        let ids = chat.row?.typing ?? []
        if !ids.isEmpty {
            let names = ids.map { id in chat.members.first { $0.userId == id }?.displayName ?? id.rawValue }
            Text(verbatim: session.say(Word.typing, tameLine(names.joined(separator: ", "))))
                .font(.caption)
                .foregroundStyle(Ink.quiet)
                .lineLimit(1)
                .frame(maxWidth: .infinity, alignment: .leading)
                .padding(.horizontal, 16)
        }
    }
}
