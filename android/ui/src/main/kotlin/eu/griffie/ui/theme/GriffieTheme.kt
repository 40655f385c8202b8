package eu.griffie.ui.theme

import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.material3.ColorScheme
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Typography
import androidx.compose.material3.darkColorScheme
import androidx.compose.material3.lightColorScheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.unit.Density
import androidx.compose.ui.unit.sp
import eu.griffie.ui.brand.Brand
import eu.griffie.ui.brand.BrandColours

/** The colours of the archive's light; no brand changes what they mean. */
data class Signals(
    val kept: Color,
    val queued: Color,
    val attention: Color,
)

private val lightSignals = Signals(Color(0xFF1B6B3A), Color(0xFF7A5200), Color(0xFFB3261E))
private val darkSignals = Signals(Color(0xFF7FD6A0), Color(0xFFF0C36B), Color(0xFFF2B8B5))

/** The colours of the archive's light in this appearance. */
val LocalSignals = staticCompositionLocalOf { lightSignals }

/** Signals of an appearance. */
fun signals(dark: Boolean): Signals = if (dark) darkSignals else lightSignals

/** Material's colours out of the brand's. */
fun scheme(dark: Boolean): ColorScheme =
    if (dark) Brand.DARK.onto(darkColorScheme()) else Brand.LIGHT.onto(lightColorScheme())

private fun BrandColours.onto(base: ColorScheme) =
    base.copy(
        primary = Color(primary),
        onPrimary = Color(onPrimary),
        primaryContainer = Color(primaryContainer),
        onPrimaryContainer = Color(onPrimaryContainer),
        secondary = Color(secondary),
        onSecondary = Color(onSecondary),
        secondaryContainer = Color(secondaryContainer),
        onSecondaryContainer = Color(onSecondaryContainer),
        background = Color(background),
        onBackground = Color(onBackground),
        surface = Color(surface),
        onSurface = Color(onSurface),
        surfaceVariant = Color(surfaceVariant),
        onSurfaceVariant = Color(onSurfaceVariant),
        surfaceContainer = Color(surfaceVariant),
        surfaceContainerHigh = Color(surfaceVariant),
        surfaceContainerHighest = Color(surfaceVariant),
        surfaceContainerLow = Color(surface),
        outline = Color(outline),
        outlineVariant = Color(outline),
        error = Color(error),
        onError = Color(onError),
    )

/** Sizes in sp: they grow with what the person set on the device. */
private val type =
    Typography(
        titleLarge = TextStyle(fontSize = 20.sp, lineHeight = 26.sp, fontWeight = FontWeight.SemiBold),
        titleMedium = TextStyle(fontSize = 16.sp, lineHeight = 22.sp, fontWeight = FontWeight.SemiBold),
        bodyLarge = TextStyle(fontSize = 16.sp, lineHeight = 22.sp),
        bodyMedium = TextStyle(fontSize = 14.sp, lineHeight = 20.sp),
        labelLarge = TextStyle(fontSize = 14.sp, lineHeight = 20.sp, fontWeight = FontWeight.SemiBold),
        labelMedium = TextStyle(fontSize = 12.sp, lineHeight = 16.sp),
    )

/** Everything that is drawn stands inside this: colours, letters, and how large the person wants them. */
@Composable
fun GriffieTheme(
    dark: Boolean = isSystemInDarkTheme(),
    typeScale: Float = 1f,
    content: @Composable () -> Unit,
) {
    val density = LocalDensity.current
    CompositionLocalProvider(
        LocalSignals provides signals(dark),
        LocalDensity provides Density(density.density, density.fontScale * typeScale),
    ) {
        MaterialTheme(colorScheme = scheme(dark), typography = type, content = content)
    }
}
