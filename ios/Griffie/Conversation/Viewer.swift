import GriffieCore
import GriffieKit
import SwiftUI
import UIKit

/// One picture on the whole screen, to be drawn nearer with two fingers.
struct Viewer: View {
    @Environment(Session.self) private var session
    let chat: Conversation
    let viewing: Viewing
    @State private var near = 1.0
    @State private var drawn = 1.0
    private let nearest = 6.0

    var body: some View {
        let now = chat.pictures.viewing ?? viewing
        ZStack(alignment: .topTrailing) {
            Color.black.ignoresSafeArea()
            if let data = now.picture, let image = UIImage(data: data) {
                Image(uiImage: image)
                    .resizable()
                    .scaledToFit()
                    .scaleEffect(near)
                    .gesture(pinch)
                    .frame(maxWidth: .infinity, maxHeight: .infinity)
                    .accessibilityLabel(session.say(Word.picture, name))
            } else {
                Text(verbatim: why).padding(24).frame(maxWidth: .infinity, maxHeight: .infinity)
            }
            SignButton(.close, session.say(Word.close)) { chat.pictures.viewing = nil }.background(Color.black.opacity(0.6), in: .circle)
        }
        .foregroundStyle(.white)
    }

    private var pinch: some Gesture {
        MagnifyGesture()
            .onChanged { near = min(nearest, max(1, drawn * $0.magnification)) }
            .onEnded { _ in drawn = near }
    }

    private var name: String {
        if case .file(let file) = viewing.row.content { tameLine(file.name ?? "") } else { "" }
    }

    private var why: String {
        chat.pictures.unshown[viewing.row.key].map { describe(error: $0, language: session.language) } ?? session.say(Word.opening)
    }
}
