import GriffieKit
import SwiftUI

/// What is kept of this person, and until when here. Who looked at it, the archive does not tell phones yet.
struct Kept: View {
    @Environment(Session.self) private var session

    var body: some View {
        let rules = session.houses.state.rules
        VStack(alignment: .leading, spacing: 8) {
            Heading(word: session.say(RuleWord.myArchive))
            Text(verbatim: session.say(RuleWord.keptFacts))
            Text(verbatim: rules?.historyDays.map { session.say(RuleWord.hereDays, "\($0)") } ?? session.say(RuleWord.hereAlways))
            if let state = session.archive {
                Fact(name: session.say(RuleWord.cleared), value: "\(state.pruned)")
            }
            if let url = rules?.privacyUrl {
                Text(verbatim: session.say(LabelWord.moreAbout, url))
            }
        }
    }
}
