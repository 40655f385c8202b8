// Made by `cargo xtask brand` from brands/; do not edit.
package eu.griffie.ui.brand

/** The colours of one appearance, each 0xAARRGGBB. Names are those of Material 3's colour roles. */
data class BrandColours(
    val primary: Long,
    val onPrimary: Long,
    val primaryContainer: Long,
    val onPrimaryContainer: Long,
    val secondary: Long,
    val onSecondary: Long,
    val secondaryContainer: Long,
    val onSecondaryContainer: Long,
    val background: Long,
    val onBackground: Long,
    val surface: Long,
    val onSurface: Long,
    val surfaceVariant: Long,
    val onSurfaceVariant: Long,
    val outline: Long,
    val error: Long,
    val onError: Long,
)

/** What makes this app one organisation's: name, addresses, colours, logo. */
object Brand {
    const val ID: String = "griffie"
    const val NAME: String = "Griffie"
    const val ORGANISATION: String = "Griffie"
    const val PRIVACY_URL: String = "https://griffie.eu/privacy"
    const val TERMS_URL: String = "https://griffie.eu/terms"
    const val SUPPORT_ADDRESS: String = "help@griffie.eu"
    const val GATEWAY_URL: String = ""
    const val ROOT_KEY: String = ""
    val HOMESERVERS: List<String> = listOf()
    val WELCOME: Map<String, String> =
        mapOf(
            "nl" to "Chatten voor het werk. Wat u zegt, wordt bewaard.",
            "en" to "Chat for work. What you say is kept.",
            "de" to "Chatten für die Arbeit. Was Sie sagen, wird aufbewahrt.",
            "fr" to "Discuter au travail. Ce que vous dites est conservé.",
        )
    val LIGHT: BrandColours =
        BrandColours(
            primary = 0xFF154273,
            onPrimary = 0xFFFFFFFF,
            primaryContainer = 0xFFD3E4F8,
            onPrimaryContainer = 0xFF0A2540,
            secondary = 0xFF39617F,
            onSecondary = 0xFFFFFFFF,
            secondaryContainer = 0xFFDCE9F2,
            onSecondaryContainer = 0xFF12303F,
            background = 0xFFF6F8FA,
            onBackground = 0xFF17212B,
            surface = 0xFFFFFFFF,
            onSurface = 0xFF17212B,
            surfaceVariant = 0xFFE9EEF3,
            onSurfaceVariant = 0xFF46535F,
            outline = 0xFF6B7986,
            error = 0xFFB3261E,
            onError = 0xFFFFFFFF,
        )
    val DARK: BrandColours =
        BrandColours(
            primary = 0xFF9CC7F2,
            onPrimary = 0xFF0A2540,
            primaryContainer = 0xFF1E4468,
            onPrimaryContainer = 0xFFE3EFFB,
            secondary = 0xFFA9CBE0,
            onSecondary = 0xFF12303F,
            secondaryContainer = 0xFF2B4557,
            onSecondaryContainer = 0xFFDCE9F2,
            background = 0xFF0F151B,
            onBackground = 0xFFE4E9EE,
            surface = 0xFF151C23,
            onSurface = 0xFFE4E9EE,
            surfaceVariant = 0xFF25303A,
            onSurfaceVariant = 0xFFBAC6D1,
            outline = 0xFF8796A3,
            error = 0xFFF2B8B5,
            onError = 0xFF601410,
        )

    /** The logo as one path per piece, in a square of this many units. */
    const val LOGO_SIZE: Float = 96f
    val LOGO: List<LogoPiece> =
        listOf(
            LogoPiece(
                0xFF154273,
                "M16 12 H80 A8 8 0 0 1 88 20 V60 A8 8 0 0 1 80 68 H48 L28 86 V68 H16 A8 8 0 0 1 8 60 V20 A8 8 0 0 1 16 12 Z",
            ),
            LogoPiece(
                0xFFFFFFFF,
                "M24 26 H72 V34 H24 Z M30 40 H66 V56 H30 Z M42 44 V48 H54 V44 Z",
            ),
        )
}

/** One piece of the logo: its colour, and its path as in SVG. */
data class LogoPiece(
    val colour: Long,
    val path: String,
)
