import GriffieCore
import GriffieKit
import SwiftUI

/// What the person may choose, and read-only what others fixed, each with who did; and what policy forbids.
struct RulesScreen: View {
    @Environment(Session.self) private var session

    var body: some View {
        let house = session.houses.state
        let rows = house.settled?.rows ?? []
        List {
            Section {
                ForEach(rows.filter(\.editable), id: \.key) { OwnSetting(row: $0) }
                if isQuiet(house, at: Date()) { Noted(sign: .bell, text: session.say(RuleWord.nowSilent)) }
                if house.rules?.quietHours?.weekend == true { Noted(sign: .bell, text: session.say(RuleWord.weekend)) }
            } header: {
                Text(verbatim: session.say(RuleWord.own))
            } footer: {
                Text(verbatim: session.say(RuleWord.hoursWhy))
            }
            if !house.forbidden.isEmpty {
                Section(session.say(RuleWord.forbidden)) {
                    ForEach(house.forbidden, id: \.self) { Noted(sign: .lock, text: session.say($0)) }
                }
            }
            Section(session.say(RuleWord.managed)) {
                ForEach(rows.filter { !$0.editable && $0.value != nil }, id: \.key) { FixedSetting(row: $0) }
                if let wrong = house.wrongValues(session.language) { Text(verbatim: wrong).foregroundStyle(Ink.error) }
            }
        }
        .listStyle(.insetGrouped)
        .navigationTitle(session.say(RuleWord.rules))
        .navigationBarTitleDisplayMode(.inline)
    }
}
