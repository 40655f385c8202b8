// A phone in a process of its own, for tests that kill it, give it another library, or look at it from outside.
// Usage: Phone talk FOLDER ROOM MARK | Phone open FOLDER | Phone activate FOLDER LINK | Phone rest FOLDER SECONDS

import Foundation
import GriffieCore
import PhoneKit

let arguments = Array(CommandLine.arguments.dropFirst())
let folder = URL(fileURLWithPath: arguments[1])

switch arguments[0] {
case "talk":
    let griffie = try await openPhone(in: folder)
    try await griffie.start()
    let room = try griffie.room(id: RoomId(rawValue: arguments[2]))
    for number in 1... {
        let text = "\(arguments[3]) \(number)"
        _ = try await room.sendText(draft: TextDraft(text: text))
        print(text)
    }
case "open":
    do {
        let griffie = try await openPhone(in: folder)
        print("opened: \(try griffie.signInState())")
    } catch {
        print("refused: \(error.localizedDescription)")
    }
case "activate":
    let griffie = try await openPhone(in: folder)
    print("open")
    try await griffie.activate(invitation: .link(text: arguments[2]), displayName: nil)
    // Whoever is not killed ends in order: at `exit` OpenSSL cleans up, and nothing may run that still uses it.
    try await griffie.stop()
case "rest":
    let griffie = try await openPhone(in: folder)
    try await griffie.start()
    try await Task.sleep(for: .seconds(Int(arguments[2]) ?? 10))
    for task in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task") {
        // A thread may end while we look.
        if let name = try? String(contentsOfFile: "/proc/self/task/\(task)/comm", encoding: .utf8) { print(name, terminator: "") }
    }
    try await griffie.stop()
default:
    print("unknown: \(arguments[0])")
    exit(2)
}
