import GriffieCore
import GriffieKit
import SwiftUI

/// The hours with notifications, as `07:00-19:00`.
struct HoursSetting: View {
    static let key = "notification_hours"

    @Environment(Session.self) private var session
    let row: SettingRow
    @State private var typed: String

    init(row: SettingRow) {
        self.row = row
        _typed = State(initialValue: row.value ?? "")
    }

    var body: some View {
        let wrong = !typed.isEmpty && !areHours(typed)
        VStack(alignment: .leading, spacing: 8) {
            Field(
                label: row.title, text: $typed, hint: session.say(wrong ? RuleWord.hoursWrong : RuleWord.hoursHint), wrong: wrong)
            Button(session.say(Word.save)) {
                session.houses.choose(Self.key, typed.isEmpty ? nil : typed, session.language)
            }
            .buttonStyle(.borderless)
            .disabled(wrong || typed == row.value ?? "")
        }
    }
}
