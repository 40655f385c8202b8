package eu.griffie.ui.theme

import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.luminance
import kotlin.test.Test
import kotlin.test.assertTrue

/** WCAG 2.2, 1.4.3: text needs 4.5 : 1. */
private const val ENOUGH = 4.5f

class ContrastTest {
    @Test
    fun `what is written can be read on what it stands on`() {
        for (dark in listOf(false, true)) {
            val c = scheme(dark)
            val s = signals(dark)
            val pairs =
                mapOf(
                    "primary" to (c.onPrimary to c.primary),
                    "own bubble" to (c.onPrimaryContainer to c.primaryContainer),
                    "bubble" to (c.onSurface to c.surfaceVariant),
                    "quiet text" to (c.onSurfaceVariant to c.surface),
                    "quiet text on background" to (c.onSurfaceVariant to c.background),
                    "face" to (c.onSecondaryContainer to c.secondaryContainer),
                    "background" to (c.onBackground to c.background),
                    "error" to (c.onError to c.error),
                    "sender" to (c.primary to c.surfaceVariant),
                ) +
                    listOf("kept" to s.kept, "queued" to s.queued, "attention" to s.attention)
                        .flatMap { (name, colour) ->
                            listOf(c.surface, c.surfaceVariant, c.primaryContainer).mapIndexed { at, on ->
                                "$name on surface $at" to (colour to on)
                            }
                        }
            for ((name, pair) in pairs) {
                val contrast = contrast(pair.first, pair.second)
                assertTrue(contrast >= ENOUGH, "$name, dark $dark: $contrast")
            }
        }
    }

    private fun contrast(
        one: Color,
        other: Color,
    ): Float {
        val light = maxOf(one.luminance(), other.luminance())
        val dark = minOf(one.luminance(), other.luminance())
        return (light + 0.05f) / (dark + 0.05f)
    }
}
