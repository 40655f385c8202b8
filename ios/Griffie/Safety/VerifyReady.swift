import GriffieCore
import GriffieKit
import SwiftUI

/// How to compare: by emoji, by showing a code, by reading the other's.
struct VerifyReady: View {
    @Environment(Session.self) private var session
    let verification: Verification
    @State private var scans = false

    var body: some View {
        let code = session.verifying.codes[verification.flow]
        VStack(spacing: 16) {
            if let code {
                CodePicture(code: code)
                Text(verbatim: session.say(SafetyWord.scanThis))
            } else {
                Text(verbatim: session.say(SafetyWord.how)).font(.headline)
            }
            Wide(word: session.say(SafetyWord.byEmoji)) { session.verifying.emoji(verification.flow) }
            if verification.canShow && code == nil {
                Wide(word: session.say(SafetyWord.byCode), main: false) { session.verifying.code(verification.flow) }
            }
            if verification.canScan {
                Wide(word: session.say(SafetyWord.byScan), main: false) { scans = true }
            }
        }
        .sheet(isPresented: $scans) { ScanSheet { session.verifying.scanned(verification.flow, $0.bytes) } }
    }
}
