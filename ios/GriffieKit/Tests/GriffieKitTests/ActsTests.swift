import Foundation
import GriffieCore
import Testing

@testable import GriffieKit

/// The common acts of a messenger (000-RO-04) by the view models, with real homeserver, gateway and vault.
@MainActor @Suite struct ActsTests {
    @Test func peopleChatByTheViewModelsAndTheArchiveHasItAll() async throws {
        let (alice, bob) = (try await Person.activated("anna"), try await silently("bo"))
        let (hers, his) = (Rooms(alice.session), Rooms(bob.session))
        await hers.group("Dijk", try bob.id.rawValue).value
        try alice.noTrouble()
        guard case .chat(let room) = alice.session.path.last else { throw Failure("the new chat is not open") }
        try await eventually("the invitation") { his.shown.contains { $0.roomId == room && $0.isInvitation } }
        await his.accept(room).value
        try bob.noTrouble()

        let (left, right) = (try Conversation(alice.session, room: room), try Conversation(bob.session, room: room))
        try await eventually("Bo being a member") { left.members.contains { $0.displayName == bob.name && $0.membership == .join } }
        left.draft.text = "Dag @\(bob.name)"
        await left.send()?.value
        try alice.noTrouble()
        #expect(left.draft == Draft())
        try await eventually("the greeting") { right.said("Dag @\(bob.name)") != nil }
        let greeting = try #require(right.said("Dag @\(bob.name)"))
        right.draft = Draft(text: "Dag", replyTo: greeting)
        await right.send()?.value
        await right.react(greeting, "👍").value
        try await eventually("answer and reaction") {
            left.said("Dag")?.reply != nil && left.said("Dag @\(bob.name)")?.reactions.isEmpty == false
        }
        let own = try #require(left.said("Dag @\(bob.name)"))
        left.draft = Draft(text: "Goedendag", editing: own)
        await left.send()?.value
        try await eventually("the edit") { right.said("Goedendag") != nil }
        await right.takeBack(try #require(right.said("Dag"))).value
        try await eventually("the redaction") { left.rows.contains { $0.redacted != nil } }

        let members = try Members(alice.session, room: room)
        try await eventually("her being the administrator") { members.power >= Members.admin }
        await members.rename("Dijk en duin").value
        await members.renew().value
        #expect(members.renewed)
        try await eventually("the new name") { his.shown.first { $0.roomId == room }?.name == "Dijk en duin" }

        let settings = Settings(alice.session)
        for task in settings.look() { await task.value }
        try alice.noTrouble()
        #expect(settings.devices.contains { $0.thisDevice })
        #expect(settings.safety?.archiveKeys.isEmpty == false)

        try bob.noTrouble()
        try await alice.drains()
        try await bob.drains()
        left.close()
        right.close()
    }

    @Test func aMessageIsMarkedAsKeptOnceTheArchiveHasIt() async throws {
        let person = try await Person.activated("mo")
        await Rooms(person.session).group("Alleen", "").value
        guard case .chat(let room) = person.session.path.last else { throw Failure("the new chat is not open") }
        let conversation = try Conversation(person.session, room: room)
        conversation.draft.text = "bewaar dit"
        await conversation.send()?.value
        try await eventually("the line") { conversation.said("bewaar dit")?.eventId != nil }
        _ = try await person.griffie.routeNow()
        try await eventually("the mark") {
            conversation.said("bewaar dit").map { conversation.mark(of: $0) == .kept } == true
        }
        let board = ArchiveBoard(try await person.griffie.archiveState(), .french)
        #expect(board.numbers.first { $0.word == Word.journaled }.map { $0.count > 0 } == true)
        conversation.close()
        try await person.drains()
    }

    @Test func aCodeThatWasUsedIsRefusedInASentence() async throws {
        let first = try await Person.activated("vera")
        let folder = TemporaryFolder()
        let session = try await freshSession(folder)
        let activation = Activation(session)
        activation.invited(first.invitee.link)
        activation.named("Ander")
        activation.accepts(true)
        await activation.activate().value
        #expect(session.acts.error?.code == "code_used")
        #expect(Set(Language.all.map { session.acts.sentence($0) }).count == 4)
        try await first.drains()
    }

    @Test func aPhoneThatIsRevokedWhileItRunsIsToldWhy() async throws {
        let person = try await Person.activated("rik")
        let griffie = person.griffie
        try await Stage.order("revoke", ["device": try await griffie.safety().gatewayDevice])
        await Rooms(person.session).group("Na de intrekking", "").value
        try await within("the refusal") {
            while try await griffie.archiveState().attention != "device_revoked" {
                // Refused as well, and said as the state that is waited for.
                _ = try? await griffie.routeNow()
                try await Task.sleep(for: .milliseconds(200))
            }
        }
        try await eventually("the light") { person.session.archive?.attention == "device_revoked" }
        for language in Language.all {
            let board = ArchiveBoard(person.session.archive, language)
            #expect(board.reasons == [describeReason(reason: "device_revoked", language: language)])
            #expect(board.sentence == Word.lightAttention)
        }
        person.session.close()
        try await griffie.stop()
    }

    /// Somebody whose device manager did all.
    private func silently(_ name: String) async throws -> Person {
        let person = try await Person(name)
        person.host.managed = values(of: person.invitee.link)
        person.host.managed["display_name"] = person.name
        let task = try #require(Activation(person.session).silently())
        await task.value
        try person.isSignedIn()
        try await eventually("the feedback") { person.host.fedBack["enrolment"] == "done" }
        #expect(Activation(person.session).silently() == nil)
        return person
    }
}

extension Conversation {
    var rows: [TimelineRow] {
        lines.compactMap { if case .said(let row, _) = $0 { row } else { nil } }
    }

    /// The line with this text.
    func said(_ text: String) -> TimelineRow? { rows.last { $0.body == text } }
}
