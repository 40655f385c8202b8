import Foundation
import GriffieCore
import Testing

/// The process killed in mid-call: what the core had said yes to is there afterwards.
@Suite struct KillTests {
    @Test func textsThatWereTakenBeforeAKillAreThereAfterItEachOnce() async throws {
        var hugo = try await Person.activated("Hugo")
        let room = try await hugo.creates("Dagboek")
        var taken: [String] = []
        for round in 1...6 {
            try await hugo.switchOff()
            // Ever later in the life of the process, so that it dies in ever other calls.
            let phone = try PhoneProcess(talking: hugo, in: room, mark: "dag \(round) regel")
            taken += try phone.killed(after: round * round)
            try await hugo.switchOn()
        }
        try await hugo.sees(taken[taken.count - 1], in: room)
        let timeline = try hugo.phone.room(id: room).timeline()
        while try await timeline.loadEarlier(count: 200) {}
        let rows = try await timeline.rows().filter { $0.body.hasPrefix("dag ") }
        #expect(rows.allSatisfy { $0.eventId != nil }, "the homeserver has them all")
        let lines = rows.map(\.body)
        #expect(Set(lines).count == lines.count, "none twice")
        #expect(Set(lines).isSuperset(of: taken))
        try await hugo.drains()
        try await hugo.switchOff()
    }

    @Test(arguments: [5, 40, 120, 250, 600]) func activationKilledAtAnyMomentIsFinishedAfterwards(
        milliseconds: Int
    ) async throws {
        let invitee = try await Stage.invitee("Iris")
        let folder = URL(fileURLWithPath: try Stage.shared().phones).appendingPathComponent(invitee.name)
        let phone = try PhoneProcess(["activate", folder.path, invitee.link])
        #expect(phone.says() == "open")
        try await Task.sleep(for: .milliseconds(milliseconds))
        try phone.kill()
        var iris = try await Person.activated(invitee)
        let room = try await iris.creates("Na de klap")
        try await iris.sends("Daar ben ik", to: room)
        try await iris.sees("Daar ben ik", in: room)
        try await iris.drains()
        try await iris.switchOff()
    }
}
