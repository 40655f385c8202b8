import GriffieCore
import GriffieKit
import SwiftUI

/// What is to be done in one step of a verification.
struct VerifyStep: View {
    @Environment(Session.self) private var session
    let verification: Verification

    var body: some View {
        switch verification.step {
        case .requested: requested
        case .ready: VerifyReady(verification: verification)
        case .started, .confirmed: told(SafetyWord.waitsForOther)
        case .emoji:
            EmojiGrid(emoji: verification.emoji)
            asked(SafetyWord.sameEmoji, SafetyWord.same, SafetyWord.different)
        case .scanned: asked(SafetyWord.didScan, SafetyWord.yes, SafetyWord.no)
        case .done: over(.shield, Ink.kept, SafetyWord.verifyDone)
        case .cancelled: over(.alert, Ink.attention, SafetyWord.verifyStopped)
        }
    }

    @ViewBuilder private var requested: some View {
        told(SafetyWord.sayYes)
        if verification.weAsked {
            told(SafetyWord.waitsForOther)
        } else {
            Wide(word: session.say(SafetyWord.beginComparing)) { session.verifying.accept(verification.flow) }
        }
    }

    private func told(_ word: Phrase) -> some View { Text(verbatim: session.say(word)) }

    @ViewBuilder private func asked(_ question: Phrase, _ yes: Phrase, _ no: Phrase) -> some View {
        told(question)
        Wide(word: session.say(yes)) { session.verifying.same(verification.flow) }
        Wide(word: session.say(no), main: false) { session.verifying.differs(verification.flow) }
    }

    @ViewBuilder private func over(_ sign: Sign, _ colour: Color, _ word: Phrase) -> some View {
        SignView(sign, size: 64).foregroundStyle(colour)
        told(word).font(.title2)
        if let reason = verification.reason {
            Text(verbatim: describeReason(reason: reason, language: session.language))
        }
        Wide(word: session.say(SafetyWord.done)) { session.back() }
    }
}
