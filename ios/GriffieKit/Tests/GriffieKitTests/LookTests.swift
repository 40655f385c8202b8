import Foundation
import Testing

@testable import GriffieKit

/// The signs, and what the screens show of long, odd or strange things.
@Suite struct LookTests {
    @Test func everySignStaysInItsSquareAndBeginsByMoving() {
        #expect(Sign.all.count > 20)
        for sign in Sign.all {
            guard case .move = sign.steps.first else {
                Issue.record("a sign begins without a place")
                continue
            }
            for point in sign.steps.flatMap(\.points) {
                #expect((-1...25).contains(point.x) && (-1...25).contains(point.y))
            }
        }
    }

    @Test func anArcEndsWhereItShouldAndStaysRound() {
        // The clock: from its top the long way round to just beside it; every corner stands eight from the middle.
        let round = Sign("M12 4 A8 8 0 1 1 11.9 4")
        let ends = round.steps.compactMap { if case .curve(_, _, let to) = $0 { to } else { nil } }
        #expect(ends.count == 4)
        #expect(ends.last == CGPoint(x: 11.9, y: 4))
        for end in ends { #expect(abs(hypot(end.x - 11.95, end.y - 12) - 8) < 0.1) }
        let quarter = Sign("M4 12 A8 8 0 0 1 12 4").steps[1]
        guard case .curve(let out, let back, _) = quarter else {
            Issue.record("no curve")
            return
        }
        #expect(abs(out.x - 4) < 0.001 && abs(back.y - 4) < 0.001)
    }

    @Test func hoursAreWrittenInOneWay() {
        #expect(areHours("07:00-19:00"))
        #expect(areHours("22:30-06:00"))
        for wrong in ["7:00-19:00", "07:00", "24:00-25:00", "07:60-19:00", "07:00-19:00-", "ab:cd-ef:gh", "+7:00-19:00"] {
            #expect(!areHours(wrong))
        }
    }

    @Test func sizesLengthsAndPlacesAreSaidShortly() {
        #expect(sizeOf(999) == "999 B")
        #expect(sizeOf(40_000_000) == "40 MB")
        #expect(lengthOf(67_900) == "1:07")
        #expect(coordinates("geo:52.08,4.31;u=10") == "52.08,4.31")
        #expect(initials("Jan van Dijk") == "JV")
        #expect(initials("👍 ") == "")
        #expect(shortened("kort") == nil)
        #expect(shortened(String(repeating: "👍", count: 5_000))?.count == 1_500)
    }

    @Test func aPollIsAskedWhenItHasAQuestionAndTwoAnswers() {
        var form = PollForm()
        form.question = " Wanneer? "
        form.answers = ["nu", " ", "later"]
        #expect(form.ready)
        #expect(form.draft.question == "Wanneer?")
        #expect(form.draft.answers == ["nu", "later"])
        #expect(form.draft.maxSelections == 1)
        form.answers = ["nu", ""]
        #expect(!form.ready)
        #expect(chosen(["a"], touched: "b", most: 1) == ["b"])
        #expect(chosen(["a"], touched: "a", most: 1) == [])
        #expect(chosen(["a", "b"], touched: "c", most: 2) == ["b", "c"])
    }
}

extension Sign.Step {
    fileprivate var points: [CGPoint] {
        switch self {
        case .move(let to), .line(let to): [to]
        case .curve(_, _, let to): [to]
        case .close: []
        }
    }
}
