import Foundation
import GriffieCore
import Testing

@testable import GriffieKit

/// Words in four languages, and what others write kept in its place.
@Suite struct TextsTests {
    @Test func everyPhraseSaysSomethingInAllLanguagesAndFillsInAsMuch() {
        let all = phrases + PhoneWord.all
        #expect(all.count > 200)
        for phrase in all {
            let gaps = phrase.en.components(separatedBy: "%s").count
            for language in Language.all {
                #expect(!phrase.text(language).isEmpty)
                #expect(phrase.text(language).components(separatedBy: "%s").count == gaps, "\(phrase.en)")
            }
        }
    }

    @Test func whatIsFilledInIsNotReadAsWords() {
        #expect(Word.reaction.say(.english, "100%s", "Bo") == "100%s by Bo")
        #expect(Word.reaction.say(.dutch) == " door ")
    }

    @Test func aNameThatTurnsTheReadingDirectionStaysInItsPlace() {
        #expect(tame("jan\u{202E}nav") == "jannav")
        let zalgo = "a" + String(repeating: "\u{0301}", count: 40)
        #expect(tame(zalgo).unicodeScalars.count == 4)
        #expect(tameLine(" a\nb ") == "a b")
    }

    @Test func namesThatLookAlikeHaveTheSameLooks() {
        #expect(looks("Аnna") == looks("Anna"))
        #expect(looks("Anna") != looks("Hanna"))
        #expect(looks("J\u{200B}an") == looks("jan"))
    }

    @Test func everyBadInputOfTheCoreHasASentenceInEveryLanguage() {
        let errors: [GriffieError] = [
            .Rejected(reason: "code_expired"), .Offline(reason: "unreachable"), .StorageFull,
            .StorageUnusable(reason: "newer_schema"), .Rejected(reason: "clock_skew"), .Rejected(reason: "device_revoked"),
            .Rejected(reason: "blocked_by_policy"), .Rejected(reason: "link_malformed"),
            .StorageUnusable(reason: "secret_store_locked"),
        ]
        for error in errors {
            let sentences = Set(Language.all.map { describe(error: error, language: $0) })
            #expect(sentences.count == 4, "\(error.code)")
            // The sentence is of this code, and not the one for whatever has none.
            let general = describe(error: .Rejected(reason: "no_such_code_at_all"), language: .dutch)
            #expect(!sentences.contains(general), "\(error.code)")
        }
    }
}
