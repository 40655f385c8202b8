import GriffieCore
import GriffieKit
import SwiftUI

/// A setting that others fixed, and who.
struct FixedSetting: View {
    @Environment(Session.self) private var session
    let row: SettingRow

    var body: some View {
        HStack(spacing: 12) {
            SignView(.lock, size: 18).foregroundStyle(Ink.quiet)
            VStack(alignment: .leading) {
                Text(verbatim: row.title).font(.headline)
                Text(verbatim: value)
                if let who { Text(verbatim: session.say(RuleWord.setBy, who)).font(.caption).foregroundStyle(Ink.quiet) }
            }
        }
        .accessibilityElement(children: .combine)
    }

    private var value: String {
        switch row.value {
        case "true": session.say(RuleWord.on)
        case "false": session.say(RuleWord.off)
        case .none: session.say(RuleWord.notSet)
        case .some(let text): text
        }
    }

    private var who: String? {
        switch row.source {
        case .managed: session.houses.state.settings?.managedBy ?? session.say(RuleWord.byAdmin)
        case .policy: session.say(RuleWord.byPolicy)
        case .builtIn, .preset: session.say(RuleWord.byApp)
        case .user: nil
        }
    }
}
