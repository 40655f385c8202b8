// Made by `cargo xtask brand` from brands/; do not edit.

/// What makes this app one organisation's. Colours are 0xRRGGBB.
public enum Brand {
    public static let id = "griffie"
    public static let name = "Griffie"
    public static let organisation = "Griffie"
    public static let privacyURL = "https://griffie.eu/privacy"
    public static let termsURL = "https://griffie.eu/terms"
    public static let supportAddress = "help@griffie.eu"
    public static let gatewayURL = ""
    public static let rootKey = ""
    public static let homeservers: [String] = []
    public static let welcome: [String: String] = [
        "de": "Chatten für die Arbeit. Was Sie sagen, wird aufbewahrt.",
        "en": "Chat for work. What you say is kept.",
        "fr": "Discuter au travail. Ce que vous dites est conservé.",
        "nl": "Chatten voor het werk. Wat u zegt, wordt bewaard.",
    ]
    public static let light = BrandColours(
        primary: 0x154273,
        onPrimary: 0xFFFFFF,
        primaryContainer: 0xD3E4F8,
        onPrimaryContainer: 0x0A2540,
        secondary: 0x39617F,
        onSecondary: 0xFFFFFF,
        secondaryContainer: 0xDCE9F2,
        onSecondaryContainer: 0x12303F,
        background: 0xF6F8FA,
        onBackground: 0x17212B,
        surface: 0xFFFFFF,
        onSurface: 0x17212B,
        surfaceVariant: 0xE9EEF3,
        onSurfaceVariant: 0x46535F,
        outline: 0x6B7986,
        error: 0xB3261E,
        onError: 0xFFFFFF
    )
    public static let dark = BrandColours(
        primary: 0x9CC7F2,
        onPrimary: 0x0A2540,
        primaryContainer: 0x1E4468,
        onPrimaryContainer: 0xE3EFFB,
        secondary: 0xA9CBE0,
        onSecondary: 0x12303F,
        secondaryContainer: 0x2B4557,
        onSecondaryContainer: 0xDCE9F2,
        background: 0x0F151B,
        onBackground: 0xE4E9EE,
        surface: 0x151C23,
        onSurface: 0xE4E9EE,
        surfaceVariant: 0x25303A,
        onSurfaceVariant: 0xBAC6D1,
        outline: 0x8796A3,
        error: 0xF2B8B5,
        onError: 0x601410
    )
}

/// The colours of one appearance, by Material 3's roles.
public struct BrandColours: Sendable {
    public let primary: UInt32
    public let onPrimary: UInt32
    public let primaryContainer: UInt32
    public let onPrimaryContainer: UInt32
    public let secondary: UInt32
    public let onSecondary: UInt32
    public let secondaryContainer: UInt32
    public let onSecondaryContainer: UInt32
    public let background: UInt32
    public let onBackground: UInt32
    public let surface: UInt32
    public let onSurface: UInt32
    public let surfaceVariant: UInt32
    public let onSurfaceVariant: UInt32
    public let outline: UInt32
    public let error: UInt32
    public let onError: UInt32
}
