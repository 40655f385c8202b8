import GriffieCore
import GriffieKit
import SwiftUI

/// A place, by its description and coordinates; no map is fetched from strangers.
struct LocationView: View {
    @Environment(Session.self) private var session
    let row: TimelineRow
    let geo: String?

    var body: some View {
        HStack(spacing: 8) {
            SignView(.place, session.say(Word.location))
            VStack(alignment: .leading) {
                LongText(text: row.body.isEmpty ? session.say(Word.location) : row.body)
                if let geo { Text(verbatim: coordinates(geo)).font(.caption) }
            }
        }
    }
}
