import Foundation
import GriffieCore
import Testing

@testable import GriffieKit

/// What a notification shows and when it makes a sound (000-RO-04, content hidden by policy).
@Suite struct NoticesTests {
    private let room = RoomId(rawValue: "!a:example.nl")

    @Test func contentStaysHiddenUntilItIsKnownThatItMayBeShown() async throws {
        let row = try sample(unread: 1, body: "geheim")
        let hidden = notified([row], House(), muted: [], at: Date(), .dutch).notices[0]
        #expect(hidden.title == Brand.name)
        #expect(hidden.body == RuleWord.newMessage.nl)
        #expect(!hidden.answerable)
    }

    @Test func policyDecidesWhetherContentIsShown() async throws {
        let row = try sample(unread: 1, body: "om tien uur")
        let open = notified([row], try await house(["message_preview_allowed": "true"]), muted: [], at: Date(), .dutch)
        #expect(open.notices[0].body == "om tien uur")
        #expect(open.notices[0].title == "Dijk")
        #expect(open.badge == 1)
        let shut = notified([row], try await house(["message_preview_allowed": "false"]), muted: [], at: Date(), .dutch)
        #expect(shut.notices[0].body == RuleWord.newMessage.nl)
        #expect(shut.badge == 1)
    }

    @Test func mutedRoomsAndQuietHoursAreSilentAndStillCounted() async throws {
        let row = try sample(unread: 3, body: "x")
        #expect(notified([row], House(), muted: [room], at: Date(), .dutch).notices[0].silent)
        let hours = try await house(["notification_hours": "07:00-19:00"])
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        let noon = Date(timeIntervalSince1970: 1_800_014_400)
        #expect(!isQuiet(hours, at: noon, calendar: calendar))
        #expect(isQuiet(hours, at: noon.addingTimeInterval(10 * 3600), calendar: calendar))
        let night = try await house(["notification_hours": "22:00-06:00"])
        #expect(isQuiet(night, at: noon, calendar: calendar))
        #expect(!isQuiet(night, at: noon.addingTimeInterval(11 * 3600), calendar: calendar))
        #expect(notified([row], hours, muted: [], at: noon, calendar: calendar, .dutch).badge == 3)
    }

    /// What the real core makes of these managed values.
    private func house(_ managed: [String: String]) async throws -> House {
        let folder = TemporaryFolder()
        let griffie = try await openPhone(in: folder.url)
        let sources = SettingSources(managed: managed, activated: nil, builtIn: [:], user: [:])
        return House(settled: try await griffie.deviceSettings(sources: sources, language: .dutch))
    }

    private func sample(unread: UInt32, body: String) throws -> RoomRow {
        sampleRoom(room, name: "Dijk", unread: unread, last: sampleRow("1", body: body))
    }
}

func sampleRoom(_ id: RoomId, name: String, unread: UInt32, last: TimelineRow?) -> RoomRow {
    RoomRow(
        roomId: id, name: name, kind: .group, membership: .join, inviter: nil, encrypted: true, topic: nil, avatar: nil, joined: 2,
        invited: 0, unread: unread, highlights: 0, typing: [], label: .business, last: last)
}

func sampleRow(
    _ key: String, body: String, by sender: String = "@bo:example.nl", own: Bool = false,
    at: Date = Date(timeIntervalSince1970: 1_800_000_000), label: Label = .business, until: Date? = nil
) -> TimelineRow {
    TimelineRow(
        key: key, roomId: RoomId(rawValue: "!a:example.nl"), eventId: EventId(rawValue: "$\(key)"), transaction: nil, content: .text,
        sender: UserId(rawValue: sender), senderName: nil, own: own, at: at, body: body, formatted: nil, reply: nil, thread: nil,
        versions: [], reactions: [], redacted: nil, verification: nil, sendState: nil, label: label, labelUntil: until)
}
