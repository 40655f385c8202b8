import Foundation
import GriffieCore
import Observation

/// A picture that fills the screen.
public struct Viewing: Identifiable, Equatable, Sendable {
    public let row: TimelineRow
    public var picture: Data?
    public var id: String { row.key }
}

/// Pictures of lines: small ones as they come into view, one large. Each is made by the core, which bounds its size.
@MainActor @Observable public final class Pictures {
    /// Why the pictures of these lines cannot be shown.
    public private(set) var unshown: [String: GriffieError] = [:]
    public var viewing: Viewing?
    private var small: [String: Data] = [:]
    @ObservationIgnored private var order: [String] = []
    @ObservationIgnored private var asked: Set<String> = []
    private let acts: Acts
    private let thumbnail: @MainActor (TimelineRow, UInt32) async throws -> Data?

    init(_ acts: Acts, _ thumbnail: @escaping @MainActor (TimelineRow, UInt32) async throws -> Data?) {
        self.acts = acts
        self.thumbnail = thumbnail
    }

    /// The small picture of a line, if it is here.
    public func of(_ row: TimelineRow) -> Data? { small[row.key] }

    /// The line came into view. A picture that cannot be shown says why in its own place.
    @discardableResult public func show(_ row: TimelineRow) -> Task<Void, Never>? {
        guard row.hasPicture, row.eventId != nil, asked.insert(row.key).inserted else { return nil }
        return acts.ask { [self] in
            do {
                guard let data = try await thumbnail(row, 512) else { return }
                take(data, for: row.key)
            } catch let error as GriffieError {
                asked.remove(row.key)
                unshown[row.key] = error
            }
        }
    }

    /// Fills the screen with it.
    @discardableResult public func open(_ row: TimelineRow) -> Task<Void, Never> {
        viewing = Viewing(row: row, picture: small[row.key])
        return acts.act { [self] in
            guard let large = try await thumbnail(row, 1_024) else { return }
            if viewing?.row.key == row.key { viewing?.picture = large }
        }
    }

    /// What is far out of view is asked for again when it comes back.
    private func take(_ data: Data, for key: String) {
        small[key] = data
        order.append(key)
        while order.count > most {
            let old = order.removeFirst()
            small[old] = nil
            asked.remove(old)
        }
    }
}

private let most = 60

extension TimelineRow {
    /// Whether there is something to look at.
    var hasPicture: Bool {
        guard case .file(let file) = content, redacted == nil else { return false }
        return file.family == .image || file.family == .sticker
    }
}
