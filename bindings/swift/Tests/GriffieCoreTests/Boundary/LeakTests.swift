import Foundation
import GriffieCore
import Testing

/// Ten thousand subscriptions, made and dropped in every way: nothing of them stays.
@Suite struct LeakTests {
    @Test func tenThousandSubscriptionsLeaveNothingBehind() async throws {
        var person = try await Person.activated("Jaap")
        let room = try await person.creates("Lekdicht")
        try await person.sends("een regel", to: room)
        try await person.sees("een regel", in: room)
        let (phone, living) = (try person.phone, Count())
        for number in 0..<1_000 { try await subscribe(number, phone, room, living) }
        try await until("the listeners being let go") { living.value == 0 }
        let before = try Footprint.now()
        for number in 0..<10_000 { try await subscribe(number, phone, room, living) }
        try await until("the listeners being let go") { living.value == 0 }
        let after = try Footprint.now()
        try await Figures.tell("10,000 subscriptions", Double(after.resident - before.resident) / 1e6, "MB")
        #expect(after.threads <= before.threads + 2, "threads: \(before), then \(after)")
        #expect(after.resident <= before.resident + 16_000_000, "resident: \(before), then \(after)")
        try await person.drains()
        try await person.switchOff()
    }

    /// One subscription: cancelled, dropped before its first update, dropped after it, or as a stream that is left.
    private func subscribe(_ number: Int, _ phone: Griffie, _ room: RoomId, _ living: Count) async throws {
        switch number % 4 {
        case 0:
            phone.watchRooms(listener: Counted(living)).cancel()
        case 1:
            _ = try phone.room(id: room).timeline().watch(listener: Counted(living))
        case 2:
            let called = Gate()
            let subscription = try phone.room(id: room).timeline().watch(listener: Counted(living) { called.open() })
            called.wait()
            withExtendedLifetime(subscription) {}
        default:
            for await _ in try phone.room(id: room).timeline().rowsStream() { break }
        }
    }
}

/// A listener that is counted for as long as it lives.
private final class Counted: RoomListListener, TimelineListener {
    private let living: Count
    private let called: @Sendable () -> Void

    init(_ living: Count, _ called: @escaping @Sendable () -> Void = {}) {
        self.living = living
        self.called = called
        living.add()
    }

    deinit {
        living.add(-1)
    }

    func onUpdate(diffs: [RoomDiff]) { called() }
    func onUpdate(diffs: [TimelineDiff]) { called() }
}
