import GriffieKit
import SwiftUI

/// What a message answers to.
struct Quoted: View {
    let sender: String?
    let text: String

    var body: some View {
        VStack(alignment: .leading) {
            if let sender { Text(verbatim: tameLine(sender)).font(.caption).fontWeight(.semibold).lineLimit(1) }
            Text(verbatim: tame(String(text.prefix(1_500)))).font(.subheadline).lineLimit(2)
        }
        .padding(.leading, 11)
        .overlay(alignment: .leading) { Rectangle().fill(Ink.primary).frame(width: 3) }
        .padding(.bottom, 4)
    }
}
