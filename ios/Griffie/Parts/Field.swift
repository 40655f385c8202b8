import SwiftUI

/// A field with its name above it and a hint below.
struct Field: View {
    let label: String
    @Binding var text: String
    var hint: String?
    var wrong = false

    var body: some View {
        VStack(alignment: .leading, spacing: 4) {
            Text(verbatim: label).font(.subheadline).foregroundStyle(Ink.quiet).accessibilityHidden(true)
            TextField(label, text: $text, prompt: Text(verbatim: ""))
                .textFieldStyle(.roundedBorder)
                .autocorrectionDisabled()
                .textInputAutocapitalization(.never)
                .accessibilityLabel(label)
            if let hint {
                Text(verbatim: hint).font(.footnote).foregroundStyle(wrong ? Ink.error : Ink.quiet)
            }
        }
    }
}
