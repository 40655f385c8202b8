import GriffieCore
import Observation

/// What holds here now, by the organisation's policy, its device manager, this app and the person.
public struct House: Equatable, Sendable {
    public var rules: HouseRules?
    public var labels: LabelChoice?
    public var settled: SettledSettings?

    public init(rules: HouseRules? = nil, labels: LabelChoice? = nil, settled: SettledSettings? = nil) {
        self.rules = rules
        self.labels = labels
        self.settled = settled
    }

    /// How much of the user's messages goes to the archive, where it is not all.
    public var scope: Scope? { rules?.scope }

    /// Whether policy forbids this, by its name there: `files`, `edit` ...
    public func forbids(_ what: String) -> Bool { rules?.blocked.contains(what) == true }

    /// What is set, typed; absent until it was asked for.
    public var settings: DeviceSettings? { settled?.settings }

    /// Whether chats show that they are archived.
    public var tells: Bool { settings?.disclaimerEnabled != false }

    /// Keys that the device manager set wrongly.
    public var wrongKeys: [String] { settled?.findings.filter(\.wrong).map(\.key).sorted() ?? [] }

    /// The sentence about them; absent when all is right.
    public func wrongValues(_ language: Language) -> String? {
        wrongKeys.isEmpty ? nil : RuleWord.wrongValues.say(language, wrongKeys.joined(separator: ", "))
    }
}

/// Asks for what holds again whenever something may have changed: a new policy comes with the archive's news.
@MainActor @Observable public final class Houses {
    public private(set) var state = House()
    private let griffie: Griffie
    private let acts: Acts
    private let managed: Managed

    init(griffie: Griffie, acts: Acts, managed: Managed) {
        self.griffie = griffie
        self.acts = acts
        self.managed = managed
    }

    /// The person chooses; nothing takes the choice back.
    @discardableResult public func choose(_ key: String, _ value: String?, _ language: Language) -> Task<Void, Never> {
        managed.choose(key, value)
        return acts.ask { try await self.ask(language) }
    }

    func look(_ language: Language) async { await acts.ask { try await self.ask(language) }.value }

    private func ask(_ language: Language) async throws {
        let settled = try await griffie.deviceSettings(sources: managed.sources(), language: language)
        state = House(rules: try await griffie.houseRules(), labels: try await griffie.labelChoice(), settled: settled)
    }
}
