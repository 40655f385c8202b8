import Foundation
import GriffieCore
import Testing

@testable import GriffieKit

/// When the system wakes the app, what it does then, and what a push may show.
@MainActor @Suite struct BackgroundTests {
    private let now = Date(timeIntervalSince1970: 1_800_000_000)

    @Test func everyPlanIsWokenForByTimeAndSoonerWhenItSaysSo() {
        for on in [WakeOn.time, .network, .unmetered, .unmeteredAndPower] {
            let found = wakes(after: RoutePlan(carry: .nothing, atMostBytes: nil, wakeInMs: 60_000, wakeOn: on), now: now)
            #expect(found.first == Wake(kind: .refresh, notBefore: now.addingTimeInterval(60), needsNetwork: true, needsPower: false))
            #expect(found.count == (on == .time ? 1 : 2))
            #expect(Set(found.map(\.kind)).count == found.count)
        }
        let large = wakes(after: RoutePlan(carry: .records, atMostBytes: nil, wakeInMs: 1, wakeOn: .unmeteredAndPower), now: now)
        #expect(large.last?.needsPower == true)
    }

    @Test func beforeAnyActivationNothingIsCarriedAndNobodyIsWoken() async throws {
        let folder = TemporaryFolder()
        let griffie = try await openPhone(in: folder.url)
        let phone = PhoneNow(network: .unmetered, roaming: false, charging: true, batteryPercent: 80, lowPower: false)
        #expect(try await carried(griffie, phone).isEmpty)
        #expect(try griffie.signInState() == .new)
    }

    @Test func aPushShowsNeitherContentNorNamesWhateverItHolds() {
        let hostile: [AnyHashable: Any] = [
            "aps": ["alert": ["title": "Jan", "body": "geheim"]], "room_id": "!a:example.nl", "content": ["body": "geheim"],
            "sender_display_name": "Jan", "counts": ["unread": 3],
        ]
        let rules = NoticeRules(language: "de", from: nil, until: nil, weekend: false, muted: [])
        let shown = pushed(hostile, rules, at: now)
        #expect(shown.title == Brand.name)
        #expect(shown.body == RuleWord.newMessages.say(.german, "3"))
        #expect(shown.badge == 3)
        #expect(!shown.silent)
        #expect(pushed(["counts": "x", "room_id": 5], nil, at: now).body == RuleWord.newMessage.nl)
    }

    @Test func aPushIsSilentInQuietHoursAndMutedRooms() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        let noon = Date(timeIntervalSince1970: 1_800_014_400)
        let rules = NoticeRules(language: "nl", from: 420, until: 1_140, weekend: false, muted: ["!a:example.nl"])
        #expect(!pushed([:], rules, at: noon, calendar: calendar).silent)
        #expect(pushed([:], rules, at: noon.addingTimeInterval(10 * 3_600), calendar: calendar).silent)
        #expect(pushed(["room_id": "!a:example.nl"], rules, at: noon, calendar: calendar).silent)
    }

    @Test func theAppIsShutAsLongAsPolicySays() async throws {
        let folder = TemporaryFolder()
        let griffie = try await openPhone(in: folder.url)
        let sources = SettingSources(
            managed: ["pin_required": "true", "pin_timeout_minutes": "5"], activated: nil, builtIn: [:], user: [:])
        let settings = try await griffie.deviceSettings(sources: sources, language: .dutch).settings
        #expect(mustUnlock(settings, away: nil, at: now))
        #expect(!mustUnlock(settings, away: now.addingTimeInterval(-299), at: now))
        #expect(mustUnlock(settings, away: now.addingTimeInterval(-300), at: now))
        #expect(!mustUnlock(nil, away: nil, at: now))
    }
}
