import GriffieKit
import SwiftUI

/// The smallest thing that a finger hits.
let touch: CGFloat = 44

/// A button that is a sign.
struct SignButton: View {
    let sign: Sign
    let word: String
    let action: @MainActor () -> Void

    init(_ sign: Sign, _ word: String, action: @escaping @MainActor () -> Void) {
        self.sign = sign
        self.word = word
        self.action = action
    }

    var body: some View {
        Button(action: action) {
            SignView(sign).frame(minWidth: touch, minHeight: touch).contentShape(Rectangle())
        }
        .accessibilityLabel(word)
    }
}
