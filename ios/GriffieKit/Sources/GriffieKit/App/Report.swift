import GriffieCore
import Observation

/// A report about a problem: states, counts and versions of the core's own making, so that no name or content can be in it.
@MainActor @Observable public final class Report {
    public private(set) var lines: [String]?
    private let session: Session

    public init(_ session: Session) { self.session = session }

    @discardableResult public func make() -> Task<Void, Never> {
        session.acts.act { [self] in
            let nobody = SettingSources(managed: session.managed.values(), activated: nil, builtIn: [:], user: [:])
            let states = try await session.griffie.deviceFeedback(sources: nobody, refused: nil)
            lines = reportLines(session.host.build, version(), states)
        }
    }
}

/// The report: a line for the build, and one for each state.
public func reportLines(_ build: String, _ library: Version, _ states: [FeedbackState]) -> [String] {
    ["app \(build)", "core \(library.core) (\(library.wire))"]
        + states.map { "\($0.severity == .error ? "!" : " ") \($0.key) \($0.data)" }
}
