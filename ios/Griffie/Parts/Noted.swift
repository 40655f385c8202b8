import GriffieKit
import SwiftUI

/// A sentence with a sign before it.
struct Noted: View {
    let sign: Sign
    let text: String

    var body: some View {
        HStack(spacing: 12) {
            SignView(sign, size: 18)
            Text(verbatim: text)
        }
    }
}
