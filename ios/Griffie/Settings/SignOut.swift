import GriffieKit
import SwiftUI

/// Signing out: asked twice, and a third time when messages still wait for a label.
struct SignOut: View {
    @Environment(Session.self) private var session
    @Bindable var settings: GriffieKit.Settings

    var body: some View {
        switch settings.leaving {
        case .not: Button(session.say(RuleWord.signOut), role: .destructive) { settings.leaving = .sure }
        case .sure: sure(RuleWord.signOutWhy, RuleWord.signOutSure) { settings.signOut(left) }
        case .review: sure(RuleWord.endReviewWhy, RuleWord.endReview) { settings.endReview(left) }
        }
    }

    @ViewBuilder private func sure(_ why: Phrase, _ word: Phrase, _ go: @escaping @MainActor () -> Void) -> some View {
        Text(verbatim: session.say(why))
        Button(session.say(Word.cancel)) { settings.leaving = .not }
        Button(session.say(word), role: .destructive, action: go).disabled(session.acts.busy > 0)
    }

    private func left() { session.path = [] }
}
