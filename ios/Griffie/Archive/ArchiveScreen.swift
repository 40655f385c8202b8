import GriffieCore
import GriffieKit
import SwiftUI

/// How things stand with the archive: one sentence, the numbers behind it, sending now, and what is kept of this person.
struct ArchiveScreen: View {
    @Environment(Session.self) private var session

    var body: some View {
        let board = ArchiveBoard(session.archive, session.language)
        let look = ArchiveBoard.look(session.archive?.light)
        ScrollView {
            VStack(alignment: .leading, spacing: 12) {
                HStack(spacing: 12) {
                    SignView(look.sign, size: 32)
                    Text(verbatim: session.say(board.sentence)).font(.headline)
                }
                .foregroundStyle(look.colour)
                ForEach(board.reasons, id: \.self) { Text(verbatim: $0) }
                ForEach(board.numbers) { Fact(name: session.say($0.word), value: "\($0.count)") }
                Fact(name: session.say(Word.lastFinal), value: lastFinal)
                Wide(word: session.say(Word.routeNow)) { session.acts.act { _ = try await session.griffie.routeNow() } }
                    .disabled(session.acts.busy > 0)
                Kept()
            }
            .padding(16)
        }
        .navigationTitle(session.say(Word.archive))
        .navigationBarTitleDisplayMode(.inline)
    }

    private var lastFinal: String { session.archive?.lastFinal.map { clock($0, session.language) } ?? session.say(Word.never) }
}
