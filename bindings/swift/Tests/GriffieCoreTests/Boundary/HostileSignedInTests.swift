import GriffieCore
import Testing

/// The hostile calls once more, on a phone that is signed in and running: afterwards it still works, and nothing is missing.
@Suite struct HostileSignedInTests {
    @Test(.timeLimit(.minutes(5))) func aPhoneThatRunsBearsEveryBadCall() async throws {
        var nora = try await Person.activated("Nora")
        let room = try await nora.creates("Vijandig")
        let subjects = try Subjects(griffie: nora.phone, room: room)
        // What ends the phone's life or its stay in the room is tried elsewhere.
        let ends = ["Griffie.sign_out", "Griffie.stop", "Room.leave", "Room.remove", "Room.set_power"]
        for call in hostileCalls() where !ends.contains(where: call.name.hasPrefix) { await call.on(subjects) }
        try await nora.phone.start()
        try await nora.sends("Alles doet het nog", to: room)
        try await nora.sees("Alles doet het nog", in: room)
        try await nora.drains()
        try await nora.switchOff()
    }
}
