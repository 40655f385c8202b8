import GriffieKit
import SwiftUI

/// A text; of a very long one the beginning, and the rest when the person wants it.
struct LongText: View {
    @Environment(Session.self) private var session
    let text: String
    @State private var whole = false

    var body: some View {
        if !whole, let short = shortened(text) {
            VStack(alignment: .leading) {
                Text(verbatim: tame(short) + "…")
                Button(session.say(MoreWord.shortened)) { whole = true }.frame(minHeight: touch)
            }
        } else {
            Text(verbatim: tame(text))
        }
    }
}
