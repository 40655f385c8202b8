import GriffieKit
import SwiftUI

/// A sign as lines, in whatever square it gets.
struct SignShape: Shape {
    let sign: Sign

    func path(in rect: CGRect) -> Path {
        let scale = min(rect.size.width, rect.size.height) / Sign.edge
        let on = { (point: CGPoint) in CGPoint(x: rect.origin.x + point.x * scale, y: rect.origin.y + point.y * scale) }
        return Path { path in
            for step in sign.steps {
                switch step {
                case .move(let to): path.move(to: on(to))
                case .line(let to): path.addLine(to: on(to))
                case .curve(let out, let back, let to): path.addCurve(to: on(to), control1: on(out), control2: on(back))
                case .close: path.closeSubpath()
                }
            }
        }
    }
}

/// A sign that grows with the letters; the word, if there is one, is for those who hear the screen.
struct SignView: View {
    let sign: Sign
    let word: String?
    @ScaledMetric private var edge: CGFloat

    init(_ sign: Sign, _ word: String? = nil, size: CGFloat = 24) {
        self.sign = sign
        self.word = word
        _edge = ScaledMetric(wrappedValue: size)
    }

    var body: some View {
        SignShape(sign: sign)
            .stroke(.primary, style: StrokeStyle(lineWidth: Sign.line * edge / Sign.edge, lineCap: .round, lineJoin: .round))
            .frame(width: edge, height: edge)
            .flipsForRightToLeftLayoutDirection(sign.mirrored)
            .accessibilityElement()
            .accessibilityLabel(word ?? "")
            .accessibilityHidden(word == nil)
    }
}
