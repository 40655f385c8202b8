import Foundation

/// A sign of the app, drawn in a square of 24 with lines of two, the same as on the other phones (`Signs.swift`).
public struct Sign: Equatable, Sendable {
    /// Edge of the square, and width of the lines, in the sign's own units.
    public static let edge = 24.0
    public static let line = 2.0

    /// One movement of the pen.
    public enum Step: Equatable, Sendable {
        case move(CGPoint)
        case line(CGPoint)
        case curve(CGPoint, CGPoint, to: CGPoint)
        case close
    }

    /// Whether it points along the line of writing, and is turned where people read from right to left.
    public let mirrored: Bool
    public let steps: [Step]

    /// Reads the path as SVG writes it, with the letters that our signs use: M, L, H, V, A, C and Z.
    init(_ path: String, mirrored: Bool = false) {
        self.mirrored = mirrored
        steps = pen(path)
    }
}

private func pen(_ path: String) -> [Sign.Step] {
    var steps: [Sign.Step] = []
    var at = CGPoint.zero
    for command in path.commands {
        let numbers = command.numbers
        switch command.letter {
        case "M":
            at = CGPoint(x: numbers[0], y: numbers[1])
            steps.append(.move(at))
        case "L", "H", "V":
            at = CGPoint(x: command.letter == "V" ? at.x : numbers[0], y: command.letter == "H" ? at.y : numbers[numbers.count - 1])
            steps.append(.line(at))
        case "C":
            let points = (0..<3).map { CGPoint(x: numbers[2 * $0], y: numbers[2 * $0 + 1]) }
            steps.append(.curve(points[0], points[1], to: points[2]))
            at = points[2]
        case "A":
            let end = CGPoint(x: numbers[5], y: numbers[6])
            let round = Arc(from: at, to: end, radius: numbers[0], large: numbers[3] == 1, clockwise: numbers[4] == 1)
            steps += round.curves
            at = end
        default: steps.append(.close)
        }
    }
    return steps
}

extension String {
    /// The letters with their numbers.
    fileprivate var commands: [(letter: Character, numbers: [Double])] {
        var found: [(letter: Character, numbers: [Double])] = []
        for word in split(whereSeparator: { " ,".contains($0) }) {
            guard let first = word.first, first.isLetter else {
                if let number = Double(word), !found.isEmpty { found[found.count - 1].numbers.append(number) }
                continue
            }
            found.append((first, Double(word.dropFirst()).map { [$0] } ?? []))
        }
        return found
    }
}
