import GriffieCore
import GriffieKit
import SwiftUI

/// A setting that is the person's to choose: hours, or something that is on or off.
struct OwnSetting: View {
    @Environment(Session.self) private var session
    let row: SettingRow

    var body: some View {
        if row.key == HoursSetting.key {
            HoursSetting(row: row)
        } else if row.value == "true" || row.value == "false" {
            Toggle(isOn: bound({ row.value == "true" }, set: { choose($0) })) {
                VStack(alignment: .leading) {
                    Text(verbatim: row.title)
                    Text(verbatim: row.about).font(.footnote).foregroundStyle(Ink.quiet)
                }
            }
        }
    }

    private func choose(_ on: Bool) { session.houses.choose(row.key, "\(on)", session.language) }
}
