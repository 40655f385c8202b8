import Foundation
import GriffieCore
import Observation

/// What stands on the screen of somebody who is not signed in.
public struct ActivationState: Sendable {
    public var invitation = ""
    public var gateway = Brand.gatewayURL
    public var root = Brand.rootKey
    public var name = ""
    public var accepted = false
    /// What is wrong with a typed code, as far as it tells by itself.
    public var mistake: GriffieError?
    /// The link is for another organisation than the one whose app this is.
    public var foreign = false

    /// A link or the text of a QR code says everything itself.
    public var isLink: Bool { invitation.trimmed.hasPrefix(Activation.scheme) }

    /// Whether the person must also type where the archive is.
    public var asksOrganisation: Bool { !isLink && (Brand.gatewayURL.isEmpty || Brand.rootKey.isEmpty) }

    /// Whether nothing is missing that can be seen from here.
    public var ready: Bool {
        let knowsOrganisation = isLink || !(gateway.trimmed.isEmpty || root.trimmed.isEmpty)
        return accepted && !name.trimmed.isEmpty && !invitation.trimmed.isEmpty && mistake == nil && !foreign && knowsOrganisation
    }
}

/// Signing in for the first time: by the device manager without a word, by QR code, or by typing.
@MainActor @Observable public final class Activation {
    /// The privacy statement that people accept; another text is another version, and is asked again.
    public static let privacyVersion = "1"
    nonisolated static let scheme = "griffie://"

    public private(set) var state = ActivationState()
    private let griffie: Griffie
    private let host: Host
    private let managed: Managed
    public let acts: Acts
    private let brandRoot: String

    /// `brandRoot` is the only organisation whose codes this app takes; empty when it takes any.
    public init(_ session: Session, brandRoot: String = Brand.rootKey) {
        griffie = session.griffie
        host = session.host
        managed = session.managed
        acts = session.acts
        self.brandRoot = brandRoot
    }

    /// A typed code is checked at once: its last character tells most mistakes without any server.
    public func invited(_ text: String) {
        state.invitation = text
        state.foreign = isForeign(text)
        state.mistake = state.foreign ? nil : mistake(in: text)
    }

    public func named(_ text: String) { state.name = text }

    public func at(_ gateway: String) { state.gateway = gateway }

    public func under(_ root: String) { state.root = root }

    public func accepts(_ yes: Bool) { state.accepted = yes }

    /// What is said under the field: what is wrong, or how it works.
    public func hint(_ language: Language) -> String {
        if state.foreign { return PhoneWord.otherOrganisation.say(language, Brand.organisation) }
        return state.mistake.map { describe(error: $0, language: language) } ?? Word.codeHint.say(language)
    }

    @discardableResult public func activate() -> Task<Void, Never> {
        let asked = state
        return acts.act { [self] in
            host.keep("privacy_accepted", Self.privacyVersion)
            let text = asked.invitation.trimmed
            try await attempt(
                asked.isLink ? .link(text: text) : .typed(code: text, gateway: asked.gateway.trimmed, root: asked.root.trimmed),
                name: asked.name.trimmed)
        }
    }

    /// Activates by what the device manager set, if it set enough; the person types nothing. The privacy statement is its matter then.
    @discardableResult public func silently() -> Task<Void, Never>? {
        let values = managed.values()
        guard values["enrolment_code"] != nil, (try? griffie.signInState()) == .new else { return nil }
        return acts.act { [self] in
            try await attempt(.managed(values: values), name: values["display_name"])
            managed.activated(with: values)
        }
    }

    /// Goes on with an activation that was cut.
    @discardableResult public func goOn() -> Task<Void, Never> { acts.act { try await self.griffie.start() } }

    private func attempt(_ invitation: Invitation, name: String?) async throws {
        do {
            try await griffie.activate(invitation: invitation, displayName: name)
            managed.refused = nil
        } catch let error as GriffieError {
            managed.refused = error.code
            managed.report()
            throw error
        }
        managed.report()
    }

    /// Whether the link names the root of another organisation.
    private func isForeign(_ text: String) -> Bool {
        guard !brandRoot.isEmpty, text.trimmed.hasPrefix(Self.scheme), let root = linked("root", in: text) else { return false }
        return root != brandRoot
    }
}

/// The value of a name in a link, decoded.
private func linked(_ name: String, in link: String) -> String? {
    let query = link.trimmed.split(separator: "?", maxSplits: 1).last ?? ""
    let pair = query.split(separator: "&").first { $0.hasPrefix("\(name)=") }
    return pair.flatMap { String($0.dropFirst(name.count + 1)).removingPercentEncoding }
}

private func mistake(in text: String) -> GriffieError? {
    let link = Activation.scheme
    let begun = text.trimmed.prefix(link.count)
    if !begun.isEmpty && link.hasPrefix(begun) { return nil }
    do {
        _ = try checkCode(text: text)
        return nil
    } catch GriffieError.Rejected("code_wrong_length") where text.count(where: { $0.isLetter || $0.isNumber }) < 16 {
        return nil
    } catch {
        return error as? GriffieError
    }
}
