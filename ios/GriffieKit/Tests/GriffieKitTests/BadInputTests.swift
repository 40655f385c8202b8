import Foundation
import GriffieCore
import Testing

@testable import GriffieKit

/// What goes wrong on a phone, and what its user reads then. No servers: what is here is told before any is asked, or because none answers.
@MainActor @Suite struct BadInputTests {
    private let folder = TemporaryFolder()

    @Test func aCodeThatIsTypedWronglyIsToldAtOnce() async throws {
        let activation = Activation(try await freshSession(folder))
        activation.invited("ABCD-EFGH")
        #expect(activation.state.mistake == nil)
        activation.invited("ABCD-EFGH-JKMN-PQRS")
        #expect(activation.state.mistake?.code == "code_mistyped")
        #expect(activation.hint(.dutch) != Word.codeHint.nl)
        activation.invited("griff")
        #expect(activation.state.mistake == nil)
    }

    @Test func aQRCodeOfAnotherOrganisationIsRefusedByABrandedApp() async throws {
        let activation = Activation(try await freshSession(folder), brandRoot: "OURS")
        activation.named("Bo")
        activation.accepts(true)
        activation.invited("griffie://activate?gateway=https%3A%2F%2Fa.nl&root=THEIRS&code=X")
        #expect(!activation.state.ready)
        #expect(activation.hint(.german) == PhoneWord.otherOrganisation.say(.german, Brand.organisation))
        activation.invited("griffie://activate?gateway=https%3A%2F%2Fa.nl&root=OURS&code=X")
        #expect(activation.state.ready)
    }

    @Test func withoutANetworkTheFirstStartSaysSoAndCanBeTriedAgain() async throws {
        let session = try await freshSession(folder)
        let activation = Activation(session)
        // The example of wire's activation code; nobody listens at port 9.
        activation.invited("griffie://activate?gateway=http%3A%2F%2F127.0.0.1%3A9&root=\(root)&code=\(code)")
        activation.named("Bo")
        activation.accepts(true)
        await activation.activate().value
        #expect(session.acts.error?.code == "unreachable")
        session.acts.seen()
        #expect(session.acts.error == nil)
        await activation.activate().value
        #expect(session.acts.error?.code == "unreachable")
    }

    @Test func aRefusedLinkIsFedBackToTheDeviceManager() async throws {
        let host = Pocket()
        host.managed = ["enrolment_code": "wrong", "router_url": "no address", "policy_public_key": 5]
        let session = try await freshSession(folder, host)
        let silent = try #require(Activation(session).silently())
        await silent.value
        #expect(session.acts.error?.code.hasPrefix("managed_wrong") == true)
        await session.managed.report().value
        #expect(host.fedBack["enrolment"]?.hasPrefix("error: ") == true)
        #expect(host.fedBack["config"]?.hasPrefix("error: ") == true)
    }

    @Test func managedValuesOfAWrongTypeAreNamedAndTheRestHolds() async throws {
        let host = Pocket()
        host.managed = [
            "screenshots_allowed": "maybe", "pin_timeout_minutes": 99, "wifi_only": false, "notification_hours": Date(),
            "allowed_homeservers": ["https://a.nl"],
        ]
        let session = try await freshSession(folder, host)
        await session.configurationChanged().value
        let house = session.houses.state
        // The first two are wrong by being absent: without them this configuration activates nobody.
        let absent = ["policy_public_key", "router_url"]
        #expect(house.wrongKeys.filter { !absent.contains($0) } == ["notification_hours", "pin_timeout_minutes", "screenshots_allowed"])
        #expect(house.settings?.wifiOnly == false)
        #expect(house.settings?.pinTimeoutMinutes == 5)
        #expect(house.settings?.allowedHomeservers == ["https://a.nl"])
        for language in Language.all {
            #expect(house.wrongValues(language)?.contains("pin_timeout_minutes") == true)
        }
    }

    @Test func whatTheDeviceManagerFixedThePersonCannotChoose() async throws {
        let host = Pocket()
        host.managed = ["notification_hours": "08:00-18:00"]
        let session = try await freshSession(folder, host)
        await session.houses.choose("notification_hours", "00:00-23:00", .dutch).value
        #expect(session.houses.state.settings?.notificationHours == Hours(from: 480, until: 1080))
        let row = session.houses.state.settled?.rows.first { $0.key == "notification_hours" }
        #expect(row?.editable == false)
        #expect(row?.source == .managed)
        host.managed = [:]
        await session.configurationChanged().value
        #expect(session.houses.state.settings?.notificationHours == Hours(from: 0, until: 1380))
    }

    @Test func aConfigurationWithoutACodeActivatesNobody() async throws {
        let host = Pocket()
        host.managed = ["router_url": "https://archief.example.nl"]
        #expect(Activation(try await freshSession(folder, host)).silently() == nil)
    }
}

/// A public key of Ed25519 and a well-formed code, of nobody.
private let root = "VLKwy-2czGSoMCUVvzQ5iNQAxV8aoCG9KX-QHRY0Un0"
private let code = "0000-0000-0000-0000"
