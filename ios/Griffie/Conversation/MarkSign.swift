import GriffieCore
import GriffieKit
import SwiftUI

/// How far a message is to the archive: a sign, a colour and a sentence for who hears the screen; in the time to choose, how long is left.
struct MarkSign: View {
    @Environment(Session.self) private var session
    let row: TimelineRow
    let mark: Mark
    let now: Date

    var body: some View {
        switch mark {
        case .kept: sign(.archive, session.say(Word.markKept), Ink.kept)
        case .queued: sign(.clock, session.say(Word.markQueued), Ink.queued)
        case .attention: sign(.alert, session.say(Word.markAttention), Ink.attention)
        case .stays: sign(.lock, session.say(LabelWord.markPrivate, session.say(row.label.word)), Ink.queued)
        case .review:
            let time = row.labelUntil.map { left(until: $0, from: now, session.language) } ?? ""
            Text(verbatim: time).foregroundStyle(Ink.queued).accessibilityHidden(true)
            sign(.hourglass, session.say(LabelWord.markReview, time), Ink.queued)
        }
    }

    private func sign(_ sign: Sign, _ word: String, _ colour: Color) -> some View {
        SignView(sign, word, size: 14).foregroundStyle(colour)
    }
}
