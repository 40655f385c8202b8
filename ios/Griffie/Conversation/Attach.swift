import Foundation
import GriffieKit
import PhotosUI
import SwiftUI
import UniformTypeIdentifiers

/// Choosing a photo or a file. The app sees only what the person chooses: it asks for neither the photos nor the files.
struct Attach: View {
    @Environment(Session.self) private var session
    let chat: Conversation
    @State private var photo: PhotosPickerItem?
    @State private var files = false
    @State private var photos = false

    var body: some View {
        Menu {
            Button(session.say(Word.attach)) { files = true }
            Button(session.say(PhoneWord.takePhoto)) { photos = true }
        } label: {
            SignView(.attach).frame(minWidth: touch, minHeight: touch)
        }
        .accessibilityLabel(session.say(Word.attach))
        .fileImporter(isPresented: $files, allowedContentTypes: [.item]) { chosen in
            session.acts.ask { try await attach(try chosen.get()) }
        }
        .photosPicker(isPresented: $photos, selection: $photo, matching: .images, preferredItemEncoding: .compatible)
        .onChange(of: photo) {
            guard let photo else { return }
            self.photo = nil
            session.acts.ask {
                guard let data = try await photo.loadTransferable(type: Data.self) else { return }
                let place = try Scratch.place(for: "photo.jpg")
                try data.write(to: place, options: .completeFileProtection)
                await send(place)
            }
        }
    }

    /// A file of another app is only lent: it is copied while it is.
    private func attach(_ file: URL) async throws {
        let lent = file.startAccessingSecurityScopedResource()
        defer { if lent { file.stopAccessingSecurityScopedResource() } }
        let place = try Scratch.place(for: file.lastPathComponent)
        try FileManager.default.copyItem(at: file, to: place)
        await send(place)
    }

    /// The core copies what it sends; the copy here goes.
    private func send(_ place: URL) async {
        await chat.attach(place.path).value
        Scratch.forget(place)
    }
}
