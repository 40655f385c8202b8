import GriffieKit
import SwiftUI

/// What others see of the app: in the switcher, and on a screen that is being recorded. Nothing.
struct Cover: View {
    let sentence: String?

    var body: some View {
        VStack(spacing: 24) {
            Image(decorative: "Logo").resizable().scaledToFit().frame(width: 96, height: 96)
            if let sentence { Text(verbatim: sentence).multilineTextAlignment(.center) }
        }
        .padding(24)
        .frame(maxWidth: .infinity, maxHeight: .infinity)
        .foregroundStyle(Ink.onSurface)
        .background { Ink.background.ignoresSafeArea() }
    }
}
