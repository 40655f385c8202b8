import GriffieCore
import GriffieKit
import SwiftUI

/// The reactions under a message; touching one gives it too, or takes it back.
struct Reactions: View {
    @Environment(Session.self) private var session
    let row: TimelineRow
    let chat: Conversation
    /// More different signs than these, or longer ones, only somebody sends who wants to fill the screen.
    private let most = 12
    private let longest = 24

    var body: some View {
        if !row.reactions.isEmpty {
            ScrollView(.horizontal, showsIndicators: false) {
                HStack(spacing: 4) {
                    ForEach(row.reactions.prefix(most), id: \.key) { one($0) }
                }
            }
            .frame(minHeight: touch)
        }
    }

    private func one(_ reaction: Reaction) -> some View {
        let key = String(tameLine(reaction.key).prefix(longest))
        let senders = reaction.senders.map(\.rawValue).joined(separator: ", ")
        return Button {
            chat.react(row, reaction.key)
        } label: {
            Text(verbatim: "\(key) \(reaction.senders.count)")
                .padding(.horizontal, 8)
                .padding(.vertical, 2)
                .background(reaction.own == nil ? Color.clear : Ink.primaryContainer, in: .capsule)
                .frame(minHeight: touch)
        }
        .buttonStyle(.plain)
        .accessibilityLabel(session.say(Word.reaction, key, senders))
    }
}
