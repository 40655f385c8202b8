import GriffieCore
import GriffieKit
import SwiftUI

/// A file by its name, or a voice message by its length and wave; touched, it is kept where the person wants, if policy lets.
struct NamedFile: View {
    @Environment(Session.self) private var session
    let row: TimelineRow
    let file: FileRow
    let name: String
    let chat: Conversation
    @State private var saved: URL?
    @State private var moves = false

    var body: some View {
        Button(action: save) {
            HStack(spacing: 8) {
                SignView(.file)
                if file.voice { Wave(heights: file.waveform) }
                Text(verbatim: words).lineLimit(2)
            }
            .frame(minHeight: touch)
        }
        .buttonStyle(.plain)
        .disabled(session.houses.state.forbids("save_file"))
        .accessibilityLabel(session.say(Word.saveFile, words))
        .fileMover(isPresented: $moves, file: saved) { _ in forget() }
        .onDisappear(perform: forget)
    }

    private var words: String {
        let length = file.durationMs.map(lengthOf) ?? ""
        let first = file.voice ? session.say(Word.voice, length) : name
        return [first, file.size.map(sizeOf)].compactMap { $0 }.joined(separator: " · ")
    }

    private func save() {
        session.acts.ask {
            let place = try Scratch.place(for: name)
            await chat.save(row, to: place) {
                saved = place
                moves = true
            }.value
            if saved == nil { Scratch.forget(place) }
        }
    }

    private func forget() {
        if let saved { Scratch.forget(saved) }
        saved = nil
    }
}
