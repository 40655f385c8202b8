import Foundation

/// A piece of a circle between two points, as curves: what SVG's `A` with one radius says (SVG 2, appendix B.2.4).
struct Arc {
    let from: CGPoint
    let to: CGPoint
    let radius: Double
    let large: Bool
    let clockwise: Bool

    /// Curves of at most a quarter of the circle each, which no eye tells from it.
    var curves: [Sign.Step] {
        let (centre, radius) = circle
        let begin = atan2(from.y - centre.y, from.x - centre.x)
        var sweep = atan2(to.y - centre.y, to.x - centre.x) - begin
        if clockwise && sweep <= 0 { sweep += 2 * .pi }
        if !clockwise && sweep >= 0 { sweep -= 2 * .pi }
        let count = max(1, Int((abs(sweep) / (.pi / 2)).rounded(.up)))
        let step = sweep / Double(count)
        return (0..<count).map { at in
            quarter(centre, radius, begin + Double(at) * step, step, ends: at == count - 1)
        }
    }

    /// Centre, and the radius: as small as it may be when the one asked for does not reach.
    private var circle: (CGPoint, Double) {
        let (dx, dy) = (to.x - from.x, to.y - from.y)
        let half = (dx * dx + dy * dy).squareRoot() / 2
        let radius = max(radius, half)
        let height = (radius * radius - half * half).squareRoot()
        let side = large == clockwise ? -1.0 : 1.0
        let middle = CGPoint(x: (from.x + to.x) / 2, y: (from.y + to.y) / 2)
        return (CGPoint(x: middle.x - side * height * dy / (2 * half), y: middle.y + side * height * dx / (2 * half)), radius)
    }

    private func quarter(_ centre: CGPoint, _ radius: Double, _ angle: Double, _ sweep: Double, ends: Bool) -> Sign.Step {
        let reach = 4.0 / 3.0 * tan(sweep / 4) * radius
        let (first, last) = (on(centre, radius, angle), on(centre, radius, angle + sweep))
        let out = CGPoint(x: first.x - reach * sin(angle), y: first.y + reach * cos(angle))
        let back = CGPoint(x: last.x + reach * sin(angle + sweep), y: last.y - reach * cos(angle + sweep))
        return .curve(out, back, to: ends ? to : last)
    }

    private func on(_ centre: CGPoint, _ radius: Double, _ angle: Double) -> CGPoint {
        CGPoint(x: centre.x + radius * cos(angle), y: centre.y + radius * sin(angle))
    }
}
