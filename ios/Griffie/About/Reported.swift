import GriffieKit
import SwiftUI

/// The report, whole, before anybody gets it; and sharing it where that is allowed.
struct Reported: View {
    @Environment(Session.self) private var session
    let report: Report

    var body: some View {
        VStack(alignment: .leading, spacing: 8) {
            Heading(word: session.say(RuleWord.report))
            Text(verbatim: session.say(RuleWord.reportWhy))
            if let lines = report.lines {
                Text(verbatim: lines.joined(separator: "\n")).font(.system(.footnote, design: .monospaced)).textSelection(.enabled)
                if session.houses.state.settings?.diagnosticsAllowed == true {
                    ShareLink(item: lines.joined(separator: "\n")) {
                        Text(verbatim: session.say(RuleWord.reportSave)).frame(maxWidth: .infinity, minHeight: touch)
                    }
                } else {
                    Text(verbatim: session.say(RuleWord.forbidden)).foregroundStyle(Ink.quiet)
                }
            } else {
                Wide(word: session.say(RuleWord.report), main: false) { report.make() }
            }
        }
    }
}
