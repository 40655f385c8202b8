// What the app uses of Apple's UniformTypeIdentifiers, by name and signature alone. No part of the app.

public struct UTType: Hashable, Sendable {
    public static let item = UTType()
    public static let image = UTType()
}
