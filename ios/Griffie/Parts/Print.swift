import SwiftUI

/// A key to be read aloud or copied.
struct Print: View {
    let whose: String
    let key: String

    var body: some View {
        VStack(alignment: .leading, spacing: 4) {
            Text(verbatim: whose).foregroundStyle(Ink.quiet)
            Text(verbatim: key).font(.system(.body, design: .monospaced)).textSelection(.enabled)
        }
    }
}
