import Foundation
import GriffieCore
import GriffieKit
import Observation

/// The one core of this app, from its opening on: screens and background tasks wait for the same.
@MainActor @Observable final class Opening {
    private(set) var session: Session?
    /// Why it cannot be opened.
    private(set) var refused: GriffieError?
    @ObservationIgnored private var going: Task<Session?, Never>?

    /// The session, as soon as it is there; nil when it cannot be.
    @discardableResult func open() -> Task<Session?, Never> {
        if let going { return going }
        let task = Task { await attempt() }
        going = task
        return task
    }

    /// Once more, after it was refused: the phone may have been unlocked.
    func again() {
        refused = nil
        going = nil
        open()
    }

    private func attempt() async -> Session? {
        do {
            let options = OpenOptions(dataDir: try Store.folder().path)
            let griffie = try await Griffie.open(options: options, secrets: Keychain(), platform: Machine())
            let opened = Session(griffie: griffie, host: Phone())
            session = opened
            return opened
        } catch let error as GriffieError {
            refused = error
        } catch {
            refused = .StorageUnusable(reason: "directory")
        }
        going = nil
        return nil
    }
}
