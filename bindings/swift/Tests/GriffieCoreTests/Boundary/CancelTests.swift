import Foundation
import GriffieCore
import Testing

/// Tasks cancelled wherever they wait: what they had begun happens wholly or not at all.
@Suite struct CancelTests {
    private let farid: Person
    private let greta: Person
    private let room: RoomId

    init() async throws {
        farid = try await Person.activated("Farid")
        greta = try await Person.activated("Greta")
        room = try await farid.creates("Afbreken", inviting: [greta])
        try await greta.joinsWhenInvited(to: room)
    }

    @Test func aTextWhoseSendingIsCancelledIsThereOnceOrNotAtAllForBothTheSame() async throws {
        let (farid, room) = (farid, room)
        try await everywhere { _ = try await farid.sends("tekst \($0)", to: room) }
        try await farid.sends("tekst einde", to: room)
        try await greta.sees("tekst einde", in: room)
        try await farid.sees("tekst einde", in: room)
        let own = try await lines(of: farid).filter { $0.hasPrefix("tekst ") }
        let others = try await lines(of: greta).filter { $0.hasPrefix("tekst ") }
        #expect(own.sorted() == others.sorted(), "both hold the same lines")
        #expect(Set(own).count == own.count, "none twice")
        #expect(own.count > 1, "those that were not cancelled in time arrived")
        try await rest()
    }

    @Test func aRoomWhoseMakingIsCancelledIsThereWhollyOrNotAtAll() async throws {
        let phone = try farid.phone
        try await everywhere { _ = try await phone.createRoom(draft: RoomDraft(name: "kamer \($0)")) }
        for made in try await phone.rooms() where made.name?.hasPrefix("kamer ") == true {
            try await farid.sends("hier ook", to: made.roomId)
            try await farid.sees("hier ook", in: made.roomId)
        }
        try await rest()
    }

    @Test func cancelledReadingLeavesNothingBehind() async throws {
        let (phone, chat) = (try farid.phone, try farid.phone.room(id: room))
        let timeline = try chat.timeline()
        try await everywhere { _ in _ = try await phone.rooms() }
        try await everywhere { _ in _ = try await phone.search(words: "tekst") }
        try await everywhere { _ in _ = try await phone.archiveState() }
        try await everywhere { _ in _ = try await phone.routeNow() }
        try await everywhere { _ in _ = try await phone.journalFacts() }
        try await everywhere { _ in _ = try await chat.members() }
        try await everywhere { _ in _ = try await timeline.rows() }
        try await everywhere { _ in _ = try await timeline.loadEarlier(count: 20) }
        try await farid.sends("daarna", to: room)
        try await greta.sees("daarna", in: room)
        try await rest()
    }

    @Test func stoppingAndStartingCancelledHalfWayEndsInAPhoneThatRuns() async throws {
        let phone = try farid.phone
        try await everywhere { _ in try await phone.stop() }
        try await phone.stop()
        try await everywhere { _ in try await phone.start() }
        try await phone.start()
        try await farid.sends("weer terug", to: room)
        try await greta.sees("weer terug", in: room)
        try await rest()
    }

    @Test func aReaderOfAStreamThatIsCancelledEndsItsSubscription() async throws {
        let (farid, room) = (farid, room)
        try await everywhere { _ in
            for await _ in try farid.phone.room(id: room).timeline().rowsStream() {}
        }
        try await farid.sends("na de stromen", to: room)
        try await greta.sees("na de stromen", in: room)
        try await rest()
    }

    /// Runs it again and again, cancelled before it begins, at once, and after ever longer times; each must end.
    private func everywhere(_ work: @escaping @Sendable (String) async throws -> Void) async throws {
        for step in 0..<24 {
            let task = Task {
                if step == 0 { withUnsafeCurrentTask { $0?.cancel() } }
                try await work("beurt \(step)")
            }
            if step > 1 { try await Task.sleep(for: .microseconds(step * step * 50)) }
            task.cancel()
            let ended = try await within("a cancelled call ending", limit: .seconds(60)) { await task.result }
            if case .failure(let error) = ended, !(error is CancellationError) { throw error }
        }
    }

    private func lines(of person: Person) async throws -> [String] {
        let timeline = try person.phone.room(id: room).timeline()
        while try await timeline.loadEarlier(count: 200) {}
        return try await timeline.rows().map(\.body)
    }

    private func rest() async throws {
        for var person in [farid, greta] {
            try await person.drains()
            try await person.switchOff()
        }
    }
}
