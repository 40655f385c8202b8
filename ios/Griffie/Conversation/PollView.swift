import GriffieCore
import GriffieKit
import SwiftUI

/// A question, how the votes stand, and one's own.
struct PollView: View {
    @Environment(Session.self) private var session
    let row: TimelineRow
    let poll: PollRow
    let chat: Conversation

    var body: some View {
        let votes = max(1, poll.answers.reduce(0) { $0 + $1.voters.count })
        VStack(alignment: .leading, spacing: 4) {
            Text(verbatim: session.say(poll.ended ? Word.pollEnded : Word.poll)).font(.caption)
            Text(verbatim: tameLine(String(row.body.prefix(500)))).font(.headline)
            ForEach(Array(poll.answers.enumerated()), id: \.offset) { _, answer in
                PollAnswerLine(
                    answer: answer, own: answer.id.map(own.contains) ?? false, share: Double(answer.voters.count) / Double(votes),
                    ended: poll.ended
                ) { vote(for: $0) }
            }
        }
        .frame(minWidth: 220)
    }

    private var own: [String] {
        poll.answers.filter { answer in session.own.map { answer.voters.contains($0) } ?? false }.compactMap(\.id)
    }

    private func vote(for answer: String) { chat.vote(row, chosen(own, touched: answer, most: Int(poll.maxSelections))) }
}
