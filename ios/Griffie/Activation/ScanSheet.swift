import GriffieKit
import SwiftUI
import UIKit

/// What a QR code holds, as text and as bytes.
struct Scanned: Sendable {
    let text: String
    let bytes: Data
}

/// The camera, until it has read a code; or why there is none.
struct ScanSheet: View {
    @Environment(Session.self) private var session
    @Environment(\.dismiss) private var dismiss
    let take: @MainActor (Scanned) -> Void

    var body: some View {
        VStack(spacing: 16) {
            if Scanner.isThere {
                Text(verbatim: session.say(PhoneWord.scanWhy)).multilineTextAlignment(.center)
                Scanner { found in
                    take(found)
                    dismiss()
                }
                .accessibilityLabel(session.say(PhoneWord.scanWhy))
            } else {
                Text(verbatim: session.say(PhoneWord.cameraRefused)).multilineTextAlignment(.center)
                Spacer()
            }
            Wide(word: session.say(Word.cancel), main: false) { dismiss() }
        }
        .padding(24)
    }
}
