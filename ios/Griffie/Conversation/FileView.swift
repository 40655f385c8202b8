import GriffieCore
import GriffieKit
import SwiftUI
import UIKit

/// A picture, a voice message, or a file by its name.
struct FileView: View {
    @Environment(Session.self) private var session
    let row: TimelineRow
    let file: FileRow
    let chat: Conversation

    var body: some View {
        let name = tameLine(file.name ?? session.say(Word.picture, ""))
        if let data = chat.pictures.of(row), let image = UIImage(data: data) {
            picture(image, name)
        } else {
            NamedFile(row: row, file: file, name: name, chat: chat)
        }
        if let error = chat.pictures.unshown[row.key] {
            Text(verbatim: describe(error: error, language: session.language)).font(.caption)
        }
        if !row.body.isEmpty && row.body != file.name { LongText(text: row.body) }
    }

    private func picture(_ image: UIImage, _ name: String) -> some View {
        Button {
            chat.pictures.open(row)
        } label: {
            Image(uiImage: image)
                .resizable()
                .scaledToFit()
                .frame(maxWidth: 320, maxHeight: 280)
                .clipShape(.rect(cornerRadius: 8))
        }
        .buttonStyle(.plain)
        .accessibilityLabel(session.say(Word.picture, name))
        .accessibilityHint(session.say(MoreWord.openPicture))
    }
}
