import GriffieCore
import GriffieKit
import SwiftUI

/// Why the core cannot be opened, in the language of the phone, and trying again.
struct NotOpened: View {
    let error: GriffieError
    let again: @MainActor () -> Void
    private let language = Language(tag: Locale.preferredLanguages.first ?? "nl")

    var body: some View {
        VStack(alignment: .leading, spacing: 12) {
            Text(verbatim: Word.stopped.say(language)).font(.title2).accessibilityAddTraits(.isHeader)
            Text(verbatim: describe(error: error, language: language))
            Wide(word: Word.again.say(language), action: again)
        }
        .padding(24)
        .frame(maxWidth: .infinity, maxHeight: .infinity)
        .foregroundStyle(Ink.onSurface)
        .background { Ink.background.ignoresSafeArea() }
    }
}
