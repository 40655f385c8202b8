/// What policy may forbid, by its name there, in words.
private let names: [(name: String, word: Phrase)] = [
    ("edit", RuleWord.noEdit), ("delete", RuleWord.noDelete), ("react", RuleWord.noReact), ("files", RuleWord.noFiles),
    ("voice", RuleWord.noVoice), ("save_file", RuleWord.noSave), ("create_group", RuleWord.noGroup),
    ("external_people", RuleWord.noExternal),
]

extension House {
    /// What policy forbids here, in words.
    public var forbidden: [Phrase] { names.filter { forbids($0.name) }.map(\.word) }
}

/// Whether these are hours as settings write them: `07:00-19:00`.
public func areHours(_ text: String) -> Bool {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
    return ends.count == 2 && ends.allSatisfy(isTime)
}

private func isTime(_ text: Substring) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy { "0123456789".contains($0) } }) else { return false }
    return Int(parts[0]).map { $0 < 24 } == true && Int(parts[1]).map { $0 < 60 } == true
}
