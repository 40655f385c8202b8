import Foundation
import Testing

@testable import GriffieKit

/// What the app tells the system about itself, read as the system reads it: nothing more than it needs, and what the code does.
@Suite struct ManifestTests {
    @Test func theSystemPermitsExactlyTheTasksThatTheCodeRegisters() throws {
        let permitted = try #require(try list("Griffie/Info.plist")["BGTaskSchedulerPermittedIdentifiers"] as? [String])
        #expect(Set(permitted) == Set(WakeKind.allCases.map { $0.identifier("$(PRODUCT_BUNDLE_IDENTIFIER)") }))
        // The first is for app refreshes, the second for processing tasks; nothing else runs in the background.
        #expect(try list("Griffie/Info.plist")["UIBackgroundModes"] as? [String] == ["fetch", "processing"])
    }

    @Test func noConnectionIsExemptFromTLS() throws {
        for target in targets { #expect(try list("\(target)/Info.plist")["NSAppTransportSecurity"] == nil) }
    }

    @Test func nothingOfThePersonIsAskedForButTheCameraAndTheFace() throws {
        for target in targets {
            let asked = try list("\(target)/Info.plist").keys.filter { $0.hasSuffix("UsageDescription") }
            let allowed = target == "Griffie" ? ["NSCameraUsageDescription", "NSFaceIDUsageDescription"] : []
            #expect(asked.sorted() == allowed)
        }
        for language in ["nl", "en", "de", "fr"] {
            let words = try text("Griffie/\(language).lproj/InfoPlist.strings")
            #expect(words.contains("\"NSCameraUsageDescription\" = \"") && words.contains("\"NSFaceIDUsageDescription\" = \""))
        }
    }

    @Test func noFileOfTheAppIsSharedWithAComputerOrOtherApps() throws {
        let info = try list("Griffie/Info.plist")
        #expect(info["UIFileSharingEnabled"] == nil)
        #expect(info["LSSupportsOpeningDocumentsInPlace"] == nil)
    }

    @Test func entitlementsAreTheseAlone() throws {
        let app = try list("Griffie/Griffie.entitlements")
        #expect(
            app.keys.sorted() == [
                "aps-environment", "com.apple.developer.default-data-protection", "com.apple.security.application-groups",
            ])
        #expect(app["com.apple.developer.default-data-protection"] as? String == "NSFileProtectionComplete")
        let notices = try list("GriffieNotices/GriffieNotices.entitlements")
        #expect(notices.keys.sorted() == ["com.apple.security.application-groups"])
        for target in targets {
            let group = try #require(try list("\(target)/Info.plist")["GriffieGroup"] as? String)
            #expect(try list("\(target)/\(target).entitlements")["com.apple.security.application-groups"] as? [String] == [group])
        }
    }

    @Test func thePrivacyManifestTracksNobodyAndNamesWhatTheCodeUses() throws {
        for target in targets {
            let privacy = try list("\(target)/PrivacyInfo.xcprivacy")
            #expect(privacy["NSPrivacyTracking"] as? Bool == false)
            #expect((privacy["NSPrivacyTrackingDomains"] as? [String])?.isEmpty == true)
            let used = (privacy["NSPrivacyAccessedAPITypes"] as? [[String: Any]] ?? []).compactMap {
                $0["NSPrivacyAccessedAPIType"] as? String
            }
            #expect(used.contains("NSPrivacyAccessedAPICategoryUserDefaults"))
            let asksForRoom = try sources(target).contains { $0.text.contains(".systemFreeSize") }
            #expect(used.contains("NSPrivacyAccessedAPICategoryDiskSpace") == asksForRoom)
        }
    }

    @Test func viewsSayNothingOfTheirOwnAndKnowNoLeftOrRight() throws {
        let views = try sources("Griffie")
        #expect(views.count > 60)
        let wordless = /(Text|Button|Toggle|Section|Picker|Wide|Heading)\((verbatim: |word: )?"[A-Za-z]/
        for (name, text) in views {
            #expect(text.firstMatch(of: wordless) == nil, "\(name) has words of its own")
            #expect(
                !text.contains(".left,") && !text.contains(".right,") && !text.contains(".left)") && !text.contains(".right)"), "\(name)")
            #expect(!text.contains("import Contacts") && !text.contains("UIPasteboard"), "\(name)")
        }
    }

    @Test func theProjectNamesFilesThatAreThere() throws {
        let project = try text("project.yml")
        for target in targets {
            for name in ["Info.plist", "\(target).entitlements"] {
                #expect(project.contains("\(target)/\(name)"))
                #expect(FileManager.default.fileExists(atPath: home.appendingPathComponent("\(target)/\(name)").path))
            }
        }
        #expect(!project.contains("stubs"))
    }

    private let targets = ["Griffie", "GriffieNotices"]
    private let home = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../..").standardizedFileURL

    private func text(_ path: String) throws -> String { try String(contentsOf: home.appendingPathComponent(path), encoding: .utf8) }

    private func list(_ path: String) throws -> [String: Any] {
        let data = try Data(contentsOf: home.appendingPathComponent(path))
        return try #require(try PropertyListSerialization.propertyList(from: data, format: nil) as? [String: Any])
    }

    private func sources(_ folder: String) throws -> [(name: String, text: String)] {
        let root = home.appendingPathComponent(folder)
        let names = try #require(FileManager.default.subpaths(atPath: root.path)).filter { $0.hasSuffix(".swift") }
        return try names.map { ($0, try text("\(folder)/\($0)")) }
    }
}
