import GriffieCore
import GriffieKit
import SwiftUI

/// Devices, the recovery key, fingerprints, language, and what this app is.
struct SettingsScreen: View {
    @Environment(Session.self) private var session
    @State private var settings: GriffieKit.Settings

    init(_ session: Session) {
        _settings = State(initialValue: GriffieKit.Settings(session))
    }

    var body: some View {
        List {
            Section {
                way(.bell, RuleWord.rules, to: .rules)
                way(.info, Word.about, to: .about)
            }
            Section(session.say(Word.devices)) { OwnDevices(devices: settings.devices) }
            Section(session.say(Word.recovery)) { Recovery(settings: settings) }
            if let safety = settings.safety {
                Section(session.say(Word.fingerprints)) { Fingerprints(safety: safety) }
            }
            Section(session.say(Word.language)) { Languages() }
            Section(session.say(RuleWord.signOut)) { SignOut(settings: settings) }
        }
        .listStyle(.insetGrouped)
        .navigationTitle(session.say(Word.settings))
        .navigationBarTitleDisplayMode(.inline)
        .task { for asked in settings.look() { await asked.value } }
    }

    /// The way to a screen of its own.
    private func way(_ sign: Sign, _ word: Phrase, to place: Place) -> some View {
        Button {
            session.go(place)
        } label: {
            Noted(sign: sign, text: session.say(word)).frame(minHeight: touch)
        }
    }
}
