import GriffieCore
import GriffieKit
import SwiftUI

/// When it was said, whether it was changed, how far it is to the others and to the archive, and what the person says it is.
struct Foot: View {
    @Environment(Session.self) private var session
    let row: TimelineRow
    let chat: Conversation

    var body: some View {
        HStack(spacing: 6) {
            Text(verbatim: (row.versions.isEmpty ? "" : session.say(Word.edited) + " · ") + clock(row.at, session.language))
            if row.own { Tick(state: row.sendState) }
            MarkSign(row: row, mark: chat.mark(of: row), now: chat.now)
        }
        .font(.caption)
        if row.label.stays {
            let word = session.say(row.label.word)
            Text(verbatim: session.say(row.isLate ? LabelWord.late : LabelWord.markPrivate, word)).font(.caption)
        }
        if case .failed(let reason) = row.sendState {
            Text(verbatim: describeReason(reason: reason, language: session.language)).font(.footnote).foregroundStyle(Ink.error)
        }
    }
}
