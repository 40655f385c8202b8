import GriffieKit
import SwiftUI
import UIKit

/// The colours of the app: the brand's, by the roles of Material 3, and those of the archive's light, which no brand changes.
enum Ink {
    static let primary = both(Brand.light.primary, Brand.dark.primary)
    static let onPrimary = both(Brand.light.onPrimary, Brand.dark.onPrimary)
    static let primaryContainer = both(Brand.light.primaryContainer, Brand.dark.primaryContainer)
    static let onPrimaryContainer = both(Brand.light.onPrimaryContainer, Brand.dark.onPrimaryContainer)
    static let secondaryContainer = both(Brand.light.secondaryContainer, Brand.dark.secondaryContainer)
    static let onSecondaryContainer = both(Brand.light.onSecondaryContainer, Brand.dark.onSecondaryContainer)
    static let background = both(Brand.light.background, Brand.dark.background)
    static let surface = both(Brand.light.surface, Brand.dark.surface)
    static let onSurface = both(Brand.light.onSurface, Brand.dark.onSurface)
    static let surfaceVariant = both(Brand.light.surfaceVariant, Brand.dark.surfaceVariant)
    static let quiet = both(Brand.light.onSurfaceVariant, Brand.dark.onSurfaceVariant)
    static let error = both(Brand.light.error, Brand.dark.error)
    static let onError = both(Brand.light.onError, Brand.dark.onError)
    static let kept = both(0x1B6B3A, 0x7FD6A0)
    static let queued = both(0x7A5200, 0xF0C36B)
    static let attention = both(0xB3261E, 0xF2B8B5)

    private static func both(_ light: UInt32, _ dark: UInt32) -> Color {
        Color(uiColor: UIColor { $0.userInterfaceStyle == .dark ? colour(dark) : colour(light) })
    }

    private static func colour(_ hex: UInt32) -> UIColor {
        let part = { (shift: UInt32) in CGFloat(hex >> shift & 0xFF) / 255 }
        return UIColor(red: part(16), green: part(8), blue: part(0), alpha: 1)
    }
}
