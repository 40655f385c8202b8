import Foundation
import GriffieCore
import Testing

@testable import GriffieKit

/// How a conversation is drawn, before any server.
@Suite struct ConversationTests {
    @Test func daysGroupsAndTheUnreadLineStandWhereTheyBelong() {
        let start = Date(timeIntervalSince1970: 1_800_000_000)
        let rows = [
            sampleRow("1", body: "a", at: start), sampleRow("2", body: "b", at: start.addingTimeInterval(60)),
            sampleRow("3", body: "c", at: start.addingTimeInterval(900)),
            sampleRow("4", body: "d", by: "@al:example.nl", own: true, at: start.addingTimeInterval(901)),
            sampleRow("5", body: "e", at: start.addingTimeInterval(86_400)),
        ]
        let drawn = lines(rows, unread: 2, earlier: true)
        #expect(drawn.filter { if case .day = $0 { true } else { false } }.count == 2)
        #expect(drawn.map(\.id).firstIndex(of: "unread").map { drawn[$0 + 1].id } == "3")
        #expect(drawn.contains(.said(rows[1], opens: false)))
        #expect(drawn.contains(.said(rows[2], opens: true)))
        #expect(drawn.contains(.said(rows[3], opens: true)))
        #expect(!lines(rows, unread: 9, earlier: true).contains(.unread))
        #expect(lines(rows, unread: 9, earlier: false).contains(.unread))
    }

    @Test func aMarkPromisesOnlyWhatWasSeenBeforeTheLightWasFound() {
        let row = sampleRow("1", body: "a")
        let later = sampleRow("2", body: "b")
        var marks = Marks()
        #expect(marks.of(row, at: Date()) == .queued)
        marks.found(.green, after: [row])
        #expect(marks.of(row, at: Date()) == .kept)
        #expect(marks.of(later, at: Date()) == .queued)
        marks.found(.attention, after: [row, later])
        #expect(marks.of(row, at: Date()) == .kept)
        #expect(marks.of(later, at: Date()) == .attention)
        var edited = row
        edited = TimelineRow(
            key: row.key, roomId: row.roomId, eventId: row.eventId, transaction: nil, content: row.content, sender: row.sender,
            senderName: nil, own: false, at: row.at, body: "aa", formatted: nil, reply: nil, thread: nil,
            versions: [EarlierText(at: row.at, body: "a")], reactions: [], redacted: nil, verification: nil, sendState: nil,
            label: .business, labelUntil: nil)
        #expect(marks.of(edited, at: Date()) != .kept)
    }

    @Test func whatMayStillBecomePrivateIsNeverMarkedAsKept() {
        let now = Date(timeIntervalSince1970: 1_800_000_000)
        let open = sampleRow("1", body: "a", until: now.addingTimeInterval(600))
        let own = sampleRow("2", body: "b", label: .private, until: now.addingTimeInterval(600))
        var marks = Marks()
        marks.found(.green, after: [open, own])
        #expect(marks.of(open, at: now) == .review)
        #expect(marks.of(own, at: now) == .stays)
        #expect(left(until: now.addingTimeInterval(600), from: now, .dutch) == LabelWord.minutes.say(.dutch, "10"))
        #expect(left(until: now.addingTimeInterval(3 * 86_400), from: now, .dutch) == LabelWord.days.say(.dutch, "3"))
    }

    @Test func policyComesBeforeLabelsInWhatIsSaidOfARoom() {
        #expect(archived(.business, nil) == Sentence(Word.archivedHere))
        #expect(archived(.private, nil) == Sentence(LabelWord.roomPrivate, LabelWord.private))
        #expect(archived(.business, .optIn) == Sentence(LabelWord.businessAlone))
        #expect(archived(.private, .optIn) == Sentence(LabelWord.roomPrivate, LabelWord.private))
        #expect(archived(.private, .off) == Sentence(LabelWord.nothingCaptured))
    }

    @Test func tenThousandLinesAreDrawnAndEachOnce() {
        let rows = (0..<10_000).map { sampleRow("\($0 % 9_000)", body: "x") }
        let drawn = lines(rows, unread: 10_000, earlier: false)
        #expect(Set(drawn.map(\.id)).count == drawn.count)
        #expect(drawn.count == 9_002)
    }
}
