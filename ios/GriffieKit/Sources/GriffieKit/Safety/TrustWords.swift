import GriffieCore

extension Trust {
    /// What can be said of somebody by their keys, in a sentence.
    public var word: Phrase {
        switch self {
        case .verified: SafetyWord.trustVerified
        case .unverified: SafetyWord.trustUnverified
        case .unverifiedDevice: SafetyWord.trustDevice
        case .changed: SafetyWord.trustChanged
        case .unknown, .noKeys: SafetyWord.trustNone
        }
    }
}
