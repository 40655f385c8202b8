import GriffieCore
import GriffieKit
import SwiftUI

/// A QR code, black on white also in the dark, with the quiet zone around it.
struct CodePicture: View {
    @Environment(Session.self) private var session
    let code: QrPicture
    /// Modules that stay white around the code (ISO 18004).
    private let quiet = 4

    var body: some View {
        Canvas { context, size in
            let width = Int(code.width)
            // Whole points: a code with blurred edges is harder to read.
            let module = (size.width / CGFloat(width + 2 * quiet)).rounded(.down)
            let edge = (size.width - module * CGFloat(width)) / 2
            var dark = Path()
            for (at, isDark) in code.dark.enumerated() where isDark {
                let corner = CGPoint(x: edge + module * CGFloat(at % width), y: edge + module * CGFloat(at / width))
                dark.addRect(CGRect(origin: corner, size: CGSize(width: module, height: module)))
            }
            context.fill(dark, with: .color(.black))
        }
        .background(.white)
        .frame(width: 260, height: 260)
        .accessibilityElement()
        .accessibilityAddTraits(.isImage)
        .accessibilityLabel(session.say(SafetyWord.codeToScan))
    }
}
