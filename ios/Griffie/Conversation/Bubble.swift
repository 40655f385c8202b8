import GriffieCore
import GriffieKit
import SwiftUI

/// What one person said, with the reactions to it; held, all that can be done with it.
struct Bubble: View {
    @Environment(Session.self) private var session
    let row: TimelineRow
    let opens: Bool
    let chat: Conversation

    var body: some View {
        VStack(alignment: row.own ? .trailing : .leading, spacing: 0) {
            inside
                .padding(.horizontal, 12)
                .padding(.vertical, 8)
                .foregroundStyle(row.own ? Ink.onPrimaryContainer : Ink.onSurface)
                .background(row.own ? Ink.primaryContainer : Ink.surfaceVariant, in: .rect(cornerRadius: 14))
                .contextMenu { RowMenu(row: row, chat: chat) }
                .frame(maxWidth: 420, alignment: row.own ? .trailing : .leading)
            Reactions(row: row, chat: chat)
        }
        .frame(maxWidth: .infinity, alignment: row.own ? .trailing : .leading)
        .padding(.horizontal, 8)
        .padding(.top, opens ? 8 : 2)
        .task(id: row.eventId) { await chat.pictures.show(row)?.value }
    }

    private var inside: some View {
        VStack(alignment: .leading, spacing: 2) {
            if opens && !row.own {
                Text(verbatim: tameLine(row.senderName ?? row.sender?.rawValue ?? ""))
                    .font(.subheadline)
                    .fontWeight(.semibold)
                    .foregroundStyle(Ink.primary)
                    .lineLimit(1)
            }
            if let reply = row.reply { Quoted(sender: reply.senderName, text: reply.body ?? "") }
            Said(row: row, chat: chat)
            Foot(row: row, chat: chat)
        }
        .accessibilityElement(children: .contain)
    }
}
