import GriffieKit
import SwiftUI

/// One line of a conversation.
struct LineView: View {
    @Environment(Session.self) private var session
    let line: Line
    let chat: Conversation

    var body: some View {
        switch line {
        case .day(let day): between(dayName(day, session.language)).accessibilityAddTraits(.isHeader)
        case .unread: between(session.say(Word.unreadLine)).accessibilityAddTraits(.isHeader)
        case .happened(let row): between(tame(summary(row, session.language)))
        case .said(let row, let opens): Bubble(row: row, opens: opens, chat: chat)
        }
    }

    private func between(_ text: String) -> some View {
        Text(verbatim: text)
            .font(.caption)
            .foregroundStyle(Ink.quiet)
            .multilineTextAlignment(.center)
            .lineLimit(3)
            .frame(maxWidth: .infinity)
            .padding(.vertical, 4)
            .padding(.horizontal, 24)
    }
}
