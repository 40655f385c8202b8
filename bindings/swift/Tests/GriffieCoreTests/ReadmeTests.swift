import Foundation
import Testing

/// The chat of README.md, as it stands there: two of it chat with each other.
@Suite struct ReadmeTests {
    @Test func twoPeopleChatWithTheProgramOfTheReadme() async throws {
        guard let chat = ProcessInfo.processInfo.environment["GRIFFIE_SWIFT_CHAT"] else {
            throw Failure("nobody built the chat: run these tests with `cargo xtask test swift`")
        }
        let (first, second) = (try await Stage.invitee("Lea"), try await Stage.invitee("Milan"))
        let phones = URL(fileURLWithPath: try Stage.shared().phones)
        let (lea, milan) = (phones.appendingPathComponent(first.name), phones.appendingPathComponent(second.name))
        let guest = try PhoneProcess([milan.path, second.link], program: chat)
        let id = try guest.says { $0.hasPrefix("Ik ben @") }.dropFirst("Ik ben ".count)
        let host = try PhoneProcess([lea.path, first.link, String(id)], program: chat)
        try host.types("Goedemorgen uit de README")
        _ = try guest.says { $0.hasSuffix(": Goedemorgen uit de README") }
        try guest.types("Insgelijks")
        _ = try host.says { $0.hasSuffix(": Insgelijks") }
        #expect(try host.ends() == 0)
        #expect(try guest.ends() == 0)
    }
}
