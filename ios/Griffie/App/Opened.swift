import GriffieKit
import SwiftUI

/// Opens something of the core when its screen appears; it listens until the screen is gone from the way back. When it cannot be had, the
/// sentence for it stands above.
struct Opened<Model, Content: View>: View {
    @Environment(Session.self) private var session
    @State private var model: Model?
    private let open: @MainActor () throws -> Model
    private let content: (Model) -> Content

    init(open: @escaping @MainActor () throws -> Model, @ViewBuilder content: @escaping (Model) -> Content) {
        self.open = open
        self.content = content
    }

    var body: some View {
        Group {
            if let model { content(model) } else { Text(verbatim: session.say(Word.opening)) }
        }
        .onAppear {
            guard model == nil else { return }
            session.acts.ask { model = try open() }
        }
    }
}
