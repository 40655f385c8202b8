import GriffieKit
import SwiftUI

/// Code or link, name, privacy statement: all that stands between a new phone and the first chat.
struct ActivationScreen: View {
    @Environment(Session.self) private var session
    @State private var activation: Activation
    @State private var scans = false

    init(_ session: Session) {
        _activation = State(initialValue: Activation(session))
    }

    var body: some View {
        ScrollView {
            VStack(spacing: 16) {
                Image(decorative: "Logo").resizable().scaledToFit().frame(width: 96, height: 96)
                Text(verbatim: Brand.name).font(.title2).fontWeight(.semibold).accessibilityAddTraits(.isHeader)
                Text(verbatim: Brand.welcome[session.language.tag] ?? Brand.name).multilineTextAlignment(.center)
                form.frame(maxWidth: 480)
            }
            .padding(24)
        }
        .sheet(isPresented: $scans) { ScanSheet { activation.invited($0.text) } }
        .onOpenURL { activation.invited($0.absoluteString) }
        .task { await activation.silently()?.value }
    }

    private var form: some View {
        VStack(alignment: .leading, spacing: 12) {
            Field(
                label: session.say(Word.codeOrLink), text: written(\.invitation, activation.invited),
                hint: activation.hint(session.language),
                wrong: activation.state.mistake != nil || activation.state.foreign)
            Wide(word: session.say(PhoneWord.scanCode), main: false) { scans = true }
            if activation.state.asksOrganisation {
                Field(label: session.say(Word.gateway), text: written(\.gateway, activation.at))
                Field(label: session.say(Word.root), text: written(\.root, activation.under))
            }
            Field(label: session.say(Word.yourName), text: written(\.name, activation.named))
            Toggle(isOn: bound({ activation.state.accepted }, set: { activation.accepts($0) })) {
                Text(verbatim: session.say(Word.privacy, Brand.privacyURL)).font(.subheadline)
            }
            Wide(word: session.say(session.acts.busy > 0 ? Word.opening : Word.activate)) { activation.activate() }
                .disabled(!activation.state.ready || session.acts.busy > 0)
            Text(verbatim: session.say(Word.codeHelp, Brand.supportAddress)).font(.footnote).foregroundStyle(Ink.quiet)
        }
    }

    /// What stands in a field, and where what is typed goes.
    private func written(
        _ part: KeyPath<ActivationState, String> & Sendable, _ take: @escaping @MainActor (String) -> Void
    ) -> Binding<String> {
        bound({ activation.state[keyPath: part] }, set: { take($0) })
    }
}
