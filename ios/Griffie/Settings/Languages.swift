import GriffieCore
import GriffieKit
import SwiftUI

/// Which language the app speaks.
struct Languages: View {
    @Environment(Session.self) private var session

    var body: some View {
        Picker(session.say(Word.language), selection: bound({ session.language }, set: { session.speak($0) })) {
            ForEach(Language.all, id: \.self) { Text(verbatim: $0.ownName).tag($0) }
        }
        .pickerStyle(.inline)
        .labelsHidden()
    }
}
