import GriffieCore
import GriffieKit
import SwiftUI

/// A line that was found: touched, the conversation shows it in its place.
struct FoundLine: View {
    @Environment(Session.self) private var session
    let row: TimelineRow
    let chat: Conversation

    var body: some View {
        Button {
            chat.reach(row.key)
        } label: {
            Text(verbatim: tameLine("\(row.senderName ?? ""): \(summary(row, session.language).prefix(300))"))
                .lineLimit(2)
                .frame(maxWidth: .infinity, minHeight: touch, alignment: .leading)
        }
        .buttonStyle(.plain)
    }
}
