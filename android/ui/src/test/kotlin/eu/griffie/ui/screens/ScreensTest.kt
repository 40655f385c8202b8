package eu.griffie.ui.screens

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.platform.LocalLayoutDirection
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.test.v2.runDesktopComposeUiTest
import androidx.compose.ui.unit.LayoutDirection
import eu.griffie.core.Language
import eu.griffie.ui.texts.LocalLanguage
import eu.griffie.ui.theme.GriffieTheme
import kotlin.test.Test
import kotlin.test.assertTrue

/** The smallest thing that a finger hits, in dp; the tests draw one dp as one pixel. */
private const val FINGER = 48

/** How a screen may look. */
private enum class Look(
    val dark: Boolean = false,
    val scale: Float = 1f,
    val direction: LayoutDirection = LayoutDirection.Ltr,
    val language: Language = Language.DUTCH,
) {
    LIGHT,
    DARK(dark = true),
    LARGE(scale = 1.8f),
    RIGHT_TO_LEFT(direction = LayoutDirection.Rtl),
    GERMAN(language = Language.GERMAN),
}

@OptIn(ExperimentalTestApi::class)
class ScreensTest {
    @Test
    fun `whatever can be touched has a name and is large enough, however the screen looks`() {
        val wrong = mutableListOf<String>()
        for ((name, screen) in Scenes.all + MoreScenes.all) {
            for (look in Look.entries) {
                runDesktopComposeUiTest(width = 400, height = 800) {
                    setContent { Looking(look, screen) }
                    val faults =
                        onRoot()
                            .fetchSemanticsNode()
                            .all()
                            .filter(::canBeTouched)
                            .mapNotNull(::fault)
                    if (faults.any()) wrong += "$name, $look: $faults"
                    Shots.keep("$name-${look.name.lowercase()}", captureToImage())
                }
            }
        }
        assertTrue(wrong.isEmpty(), wrong.joinToString("\n"))
    }

    @Composable
    private fun Looking(
        look: Look,
        screen: @Composable () -> Unit,
    ) {
        CompositionLocalProvider(
            LocalLanguage provides look.language,
            LocalLayoutDirection provides look.direction,
        ) {
            GriffieTheme(look.dark, look.scale) { Surface(color = MaterialTheme.colorScheme.background) { screen() } }
        }
    }

    private fun SemanticsNode.all(): List<SemanticsNode> = listOf(this) + children.flatMap { it.all() }

    private fun canBeTouched(node: SemanticsNode) =
        SemanticsActions.OnClick in node.config || SemanticsActions.SetText in node.config

    /** What a person who hears the screen, or whose hand trembles, would complain of. */
    private fun fault(node: SemanticsNode): String? {
        val words =
            node.config
                .getOrNull(SemanticsProperties.Text)
                .orEmpty()
                .map { it.text } +
                node.config.getOrNull(SemanticsProperties.ContentDescription).orEmpty()
        return when {
            words.all { it.isBlank() } -> "nameless ${node.config}"
            node.size.height < FINGER || node.size.width < FINGER -> "$words is only ${node.size}"
            else -> null
        }
    }
}
