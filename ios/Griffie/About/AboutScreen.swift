import GriffieCore
import GriffieKit
import SwiftUI

/// What this app is, to the build; whom to ask; and a report that shows all that is in it before it goes anywhere.
struct AboutScreen: View {
    @Environment(Session.self) private var session
    @State private var settings: GriffieKit.Settings
    @State private var report: Report

    init(_ session: Session) {
        _settings = State(initialValue: GriffieKit.Settings(session))
        _report = State(initialValue: Report(session))
    }

    var body: some View {
        ScrollView {
            VStack(alignment: .leading, spacing: 8) {
                Image(decorative: "Logo").resizable().scaledToFit().frame(width: 64, height: 64)
                Text(verbatim: "\(Brand.name) · \(Brand.organisation)").font(.headline)
                Text(verbatim: build).textSelection(.enabled)
                if let safety = settings.safety {
                    Text(verbatim: session.say(Word.policy, "\(safety.policyVersion)"))
                    Text(verbatim: session.say(RuleWord.sealedFor, "\(safety.archiveKeys.count)", "\(safety.sealConfigVersion)"))
                }
                Text(verbatim: session.say(Word.help, set?.supportUrl ?? Brand.supportAddress))
                Text(verbatim: set?.privacyUrl ?? Brand.privacyURL)
                Text(verbatim: Brand.termsURL)
                Reported(report: report)
            }
            .frame(maxWidth: .infinity, alignment: .leading)
            .padding(16)
        }
        .navigationTitle(session.say(Word.about))
        .navigationBarTitleDisplayMode(.inline)
        .task { for asked in settings.look() { await asked.value } }
    }

    private var set: DeviceSettings? { session.houses.state.settings }

    private var build: String {
        let library = version()
        return session.say(RuleWord.build, session.host.build, library.core, "\(library.wire)")
    }
}
