import Foundation

/// What somebody wrote, so that it stays in its own place on the screen: letters that turn the reading direction of what follows are left
/// out, and no more than three signs are put on one letter. The archive has it as it came.
public func tame(_ text: String) -> String {
    var tamed = String.UnicodeScalarView()
    var marks = 0
    for letter in text.unicodeScalars {
        marks = letter.isMark ? marks + 1 : 0
        if !letter.turns && marks <= 3 { tamed.append(letter) }
    }
    return String(tamed)
}

/// The same on one line.
public func tameLine(_ text: String) -> String {
    tame(text).replacingOccurrences(of: "\n", with: " ").trimmingCharacters(in: .whitespaces)
}

/// What a name looks like: names that are another person's and look the same have the same looks.
public func looks(_ name: String) -> String {
    let plain = tameLine(name).decomposedStringWithCompatibilityMapping.unicodeScalars
    let shown = plain.filter { !$0.isMark && !$0.properties.isWhitespace && !invisible.contains($0.value) }
    return shown.map { letter in
        let lower = letter.properties.lowercaseMapping
        return alike[letter] ?? lower.unicodeScalars.first.flatMap { alike[$0] } ?? lower
    }.joined()
}

extension Unicode.Scalar {
    fileprivate var isMark: Bool {
        properties.generalCategory == .nonspacingMark || properties.generalCategory == .enclosingMark
    }

    /// Embeddings, overrides and isolates (UAX 9).
    fileprivate var turns: Bool { (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value) }
}

private let invisible: Set<UInt32> = [0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xAD]

/// Letters that most typefaces draw alike (of UTS 39, those of keyboards in use here).
private let alike: [Unicode.Scalar: String] = Dictionary(
    zip(
        "аеорсухіјѕӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαρνκιВКМНТ01Il|".unicodeScalars,
        "aeopcyxijslabezhlkmnoptyxoapvkibkmhtollll".map(String.init)),
    uniquingKeysWith: { first, _ in first })
