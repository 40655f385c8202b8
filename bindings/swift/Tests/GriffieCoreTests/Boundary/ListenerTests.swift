import Foundation
import GriffieCore
import Testing

/// What a listener may do wrong, and that nobody else notices.
@Suite struct ListenerTests {
    private let emma: Person
    private let room: RoomId

    init() async throws {
        emma = try await Person.activated("Emma")
        room = try await emma.creates("Luisteren")
    }

    @Test func aListenerThatThrowsIsCalledAgainWithEverythingThatChanged() async throws {
        let heard = Heard()
        let subscription = try watch { diffs in
            heard.add(diffs)
            throw Failure("on purpose")
        }
        try await emma.sends("na een worp", to: room)
        try await heard.hears("na een worp")
        try await emma.sends("en na de tweede", to: room)
        try await heard.hears("en na de tweede")
        subscription.cancel()
        try await rests()
    }

    @Test func aListenerThatBlocksHindersNeitherAnotherNorTheArchive() async throws {
        let (late, heard, release) = (Heard(), Heard(), Gate())
        let slow = try watch { diffs in
            release.wait()
            late.add(diffs)
        }
        let quick = try watch { heard.add($0) }
        try await emma.sends("terwijl een ander slaapt", to: room)
        try await heard.hears("terwijl een ander slaapt")
        try await emma.drains()
        #expect(late.texts.isEmpty)
        release.open()
        try await late.hears("terwijl een ander slaapt")
        slow.cancel()
        quick.cancel()
        try await rests()
    }

    @Test func aListenerMayCallBackInAndCancelItsOwnSubscription() async throws {
        let (calls, own, rooms) = (Count(), Held<Subscription>(), Held<Int>())
        let griffie = try emma.phone
        let subscription = try watch { _ in
            calls.add()
            let inside = Gate()
            Task {
                rooms.put(try await griffie.rooms().count)
                inside.open()
            }
            inside.wait()
            own.wait().cancel()
        }
        own.put(subscription)
        try await until("calling back in") { rooms.value != nil }
        #expect(rooms.value == 1)
        try await emma.sends("na het afzeggen", to: room)
        try await emma.sees("na het afzeggen", in: room)
        #expect(calls.value == 1, "after its cancel nothing is delivered")
        try await rests()
    }

    @Test func aSubscriptionDroppedInMidCallEndsWithThatCall() async throws {
        let (calls, inside, release) = (Count(), Gate(), Gate())
        let listener: Weak<Listening>
        do {
            let (strong, subscription) = try listening { _ in
                calls.add()
                inside.open()
                release.wait()
            }
            listener = Weak(strong)
            inside.wait()
            withExtendedLifetime(subscription) {}
        }
        release.open()
        try await emma.sends("na het vallen", to: room)
        try await emma.sees("na het vallen", in: room)
        #expect(calls.value == 1, "after its end nothing is delivered")
        try await until("the listener being let go") { listener.value == nil }
        try await rests()
    }

    @Test func callsNeverOverlapAndTheDiffsAlwaysMakeTheRows() async throws {
        let (rows, inside, overlaps) = (Rows(), Count(), Count())
        let subscription = try watch { diffs in
            if inside.add() > 1 { overlaps.add() }
            Thread.sleep(forTimeInterval: 0.02)
            rows.apply(diffs)
            inside.add(-1)
        }
        for number in 1...30 { try await emma.sends("regel \(number)", to: room) }
        try await until("the last line") { rows.texts.contains("regel 30") }
        #expect(overlaps.value == 0)
        let said = rows.texts.filter { $0.hasPrefix("regel ") }
        #expect(Set(said) == Set((1...30).map { "regel \($0)" }))
        #expect(said.count == 30, "each line once")
        subscription.cancel()
        try await rests()
    }

    @Test func whoReadsAStreamSlowlyGetsTheNewestStateAndEndsTheSubscriptionByLeaving() async throws {
        let stream = try emma.phone.room(id: room).timeline().rowsStream()
        for number in 1...20 { try await emma.sends("snel \(number)", to: room) }
        try await emma.sees("snel 20", in: room)
        var states = 0
        for await rows in stream {
            states += 1
            if (1...20).allSatisfy({ number in rows.contains { $0.body == "snel \(number)" } }) { break }
        }
        #expect(states < 20, "states that were over are skipped")
        try await rests()
    }

    private func watch(_ update: @escaping @Sendable ([TimelineDiff]) throws -> Void) throws -> Subscription {
        try listening(update).1
    }

    private func listening(
        _ update: @escaping @Sendable ([TimelineDiff]) throws -> Void
    ) throws -> (Listening, Subscription) {
        let listener = Listening(update)
        return (listener, try emma.phone.room(id: room).timeline().watch(listener: listener))
    }

    private func rests() async throws {
        var emma = emma
        try await emma.drains()
        try await emma.switchOff()
    }
}
