import Foundation
import Testing

/// Library and module that do not belong together: a sentence, not a crash. Another version of the library is played by a tiny one that is
/// loaded before it and answers one of uniffi's questions otherwise.
@Suite struct VersionTests {
    private let temporary = TemporaryFolder()
    private var folder: URL { temporary.url }

    @Test func libraryAndModuleOfOneVersionOpen() throws {
        #expect(try said() == "opened: new\n")
    }

    @Test(arguments: [
        "uint32_t ffi_griffie_ffi_uniffi_contract_version(void)",
        "uint16_t uniffi_griffie_ffi_checksum_method_room_send_text(void)",
    ])
    func aLibraryOfAnotherVersionIsRefusedWithASentence(function: String) throws {
        let library = try compiled("#include <stdint.h>\n\(function) { return 4711; }\n")
        let sentence = "of different versions: build both from the same source."
        #expect(try said(["LD_PRELOAD": library.path]).hasSuffix("\(sentence)\n"))
    }

    private func compiled(_ code: String) throws -> URL {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let (source, library) = (folder.appendingPathComponent("other.c"), folder.appendingPathComponent("other.so"))
        try code.write(to: source, atomically: true, encoding: .utf8)
        let built = try Shell.run("/usr/bin/gcc", ["-shared", "-fPIC", "-o", library.path, source.path])
        guard built.status == 0 else { throw Failure(built.output) }
        return library
    }

    /// What a process says that opens the core.
    private func said(_ environment: [String: String] = [:]) throws -> String {
        let ended = try Shell.run(Shell.built("Phone"), ["open", folder.path], environment: environment)
        #expect(ended.status == 0 && !ended.signalled)
        return ended.output
    }
}
