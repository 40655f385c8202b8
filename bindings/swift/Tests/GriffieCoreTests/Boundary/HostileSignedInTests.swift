import GriffieCore
import Testing

/// The hostile calls once more, on a phone that is signed in and running: afterwards it still works, and nothing is missing.
@Suite struct HostileSignedInTests {
    @Test(.timeLimit(.minutes(5))) func aPhoneThatRunsBearsEveryBadCall() async throws {
        var nora = try await Person.activated("Nora")
        let room = try await nora.creates("Vijandig")
        let subjects = try Subjects(griffie: nora.phone)
        // Signing out ends the life of the phone; it is tried elsewhere.
        for call in hostileCalls() where !call.name.contains("sign_out") { await call.on(subjects) }
        try await nora.phone.start()
        try await nora.sends("Alles doet het nog", to: room)
        try await nora.sees("Alles doet het nog", in: room)
        try await nora.drains()
        try await nora.switchOff()
    }
}
