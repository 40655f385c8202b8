import Foundation
import GriffieCore
import Observation

/// Where the person is in the app.
public enum Place: Hashable, Sendable {
    case begin
    case archive
    case settings
    case rules
    case about
    case chat(RoomId)
    case members(RoomId)
    case keys(RoomId, UserId, String)
    case verify(String)
}

/// One core, one person, one window: where they are and which language they read.
@MainActor @Observable public final class Session {
    public let griffie: Griffie
    public let host: Host
    public let acts = Acts()
    /// What lies over the list of chats, deepest first.
    public var path: [Place] = []
    public private(set) var language: Language
    public private(set) var signIn: SignInState?
    public private(set) var archive: ArchiveState?
    public let muted: Muted
    public let houses: Houses
    public let verifying: Verifying
    public let managed: Managed
    @ObservationIgnored private let following = Following()

    public init(griffie: Griffie, host: Host) {
        self.griffie = griffie
        self.host = host
        language = Language(tag: host.kept("language") ?? host.systemLanguage)
        muted = Muted(host)
        managed = Managed(griffie: griffie, host: host, acts: acts)
        houses = Houses(griffie: griffie, acts: acts, managed: managed)
        verifying = Verifying(griffie: griffie, acts: acts)
        following.follow(griffie.signInStream()) { [weak self] in self?.signIn = $0 }
        following.follow(griffie.archiveStream()) { [weak self] state in
            guard let self else { return }
            archive = state
            await houses.look(language)
            managed.report()
        }
    }

    /// Whoever is signed in here.
    public var own: UserId? { if case .running(let user) = signIn { user } else { nil } }

    public func go(_ place: Place) { path.append(place) }

    public func back() { path = path.dropLast() }

    /// The person reads this language from now on.
    public func speak(_ language: Language) {
        host.keep("language", language.tag)
        self.language = language
        acts.ask { await self.houses.look(language) }
    }

    /// Goes on as whoever is signed in here; an activation that was cut goes on too.
    @discardableResult public func start() -> Task<Void, Never> { acts.act { try await self.griffie.start() } }

    /// Device manager, policy or person changed something.
    @discardableResult public func configurationChanged() -> Task<Void, Never> {
        acts.ask {
            await self.houses.look(self.language)
            self.managed.report()
        }
    }

    /// The system says that something is set anew, perhaps only by this app: the core is asked when it is the device manager's.
    public func managedMayHaveChanged() {
        if managed.isNew() { configurationChanged() }
    }

    public func say(_ phrase: Phrase, _ parts: String...) -> String { phrase.say(language, parts) }

    /// Ends listening; the core itself is stopped by whoever opened it.
    public func close() { following.end() }
}
