import SwiftUI

/// A name and what it is.
struct Fact: View {
    let name: String
    let value: String

    var body: some View {
        HStack(alignment: .firstTextBaseline) {
            Text(verbatim: name).foregroundStyle(Ink.quiet).frame(maxWidth: .infinity, alignment: .leading)
            Text(verbatim: value)
        }
        .accessibilityElement(children: .combine)
    }
}
