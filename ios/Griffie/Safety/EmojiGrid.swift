import GriffieCore
import GriffieKit
import SwiftUI

/// The seven emoji with their names, as the specification calls them in the person's language.
struct EmojiGrid: View {
    @Environment(Session.self) private var session
    let emoji: [SasEmoji]

    var body: some View {
        LazyVGrid(columns: [GridItem(.adaptive(minimum: 80))], spacing: 12) {
            ForEach(Array(emoji.enumerated()), id: \.offset) { _, one in
                VStack {
                    Text(verbatim: one.symbol).font(.largeTitle)
                    Text(verbatim: emojiName(number: one.number, language: session.language)).font(.caption)
                }
                .accessibilityElement(children: .combine)
            }
        }
    }
}
