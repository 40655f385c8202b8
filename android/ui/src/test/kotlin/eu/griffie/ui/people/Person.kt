package eu.griffie.ui.people

import androidx.compose.ui.test.ComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.SemanticsNodeInteraction
import androidx.compose.ui.test.hasAnyAncestor
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performTextInput
import androidx.compose.ui.test.performTextReplacement
import eu.griffie.core.SignInState
import eu.griffie.ui.app.Session
import eu.griffie.ui.desktop.DesktopHost
import kotlinx.coroutines.CoroutineScope
import java.nio.file.Files
import java.nio.file.Path

/** How long anything may take before the world counts as broken. */
private const val PATIENCE = 120_000L

/** A PC on which the person always chooses the same file. */
class DeskWith(
    folder: Path,
    private val file: Path,
) : DesktopHost(folder) {
    override suspend fun chooseFile(): Path = file
}

/** Somebody before their own half of the screen, who sees and touches only what is there. */
@OptIn(ExperimentalTestApi::class)
class Person(
    val name: String,
    val link: String,
    val session: Session,
    private val test: ComposeUiTest,
) {
    /** Matrix user id, once activated. */
    val id get() = (session.griffie.signInState() as SignInState.Running).user.value

    private fun mine(what: SemanticsMatcher) = what and hasAnyAncestor(hasTestTag(name))

    /** Menus float above the halves; whoever has one open is the only one. */
    fun anywhere(what: SemanticsMatcher): SemanticsNodeInteraction {
        test.waitUntil("$name looks for ${what.description}", PATIENCE) {
            test.onAllNodes(what).fetchSemanticsNodes(false).isNotEmpty()
        }
        return test.onAllNodes(what).onFirst()
    }

    fun sees(what: SemanticsMatcher): SemanticsNodeInteraction = anywhere(mine(what))

    fun sees(text: String) = sees(hasText(text, substring = true))

    /** Waits until this is gone from the own half. */
    fun misses(what: SemanticsMatcher) =
        test.waitUntil("$name waits until ${what.description} is gone", PATIENCE) {
            test.onAllNodes(mine(what)).fetchSemanticsNodes(false).isEmpty()
        }

    fun touches(sign: String) = sees(hasContentDescription(sign)).performClick()

    fun presses(word: String) = sees(hasText(word)).performClick()

    fun types(
        text: String,
        field: String,
    ) {
        sees(hasTestTag(field)).performTextInput(text)
    }

    /** Writes and sends. */
    fun says(text: String) {
        sees(hasTestTag("draft")).performTextReplacement(text)
        touches("Versturen")
    }

    /** Opens the menu of the newest message of its kind that has one, and chooses. */
    fun chooses(
        word: SemanticsMatcher,
        of: String,
    ) {
        sees(of)
        sees(hasContentDescription("Meer bij dit bericht") and besides(of)).performClick()
        anywhere(word).performClick()
    }

    private fun besides(text: String) =
        SemanticsMatcher("the menu beside \"$text\"") { node ->
            generateSequence(node.parent) { it.parent }.take(2).any { row ->
                row.children.any { hasText(text, substring = true).matches(it) || deep(it, text) }
            }
        }

    private fun deep(
        node: androidx.compose.ui.semantics.SemanticsNode,
        text: String,
    ): Boolean = hasText(text, substring = true).matches(node) || node.children.any { deep(it, text) }

    companion object {
        /** A person of the stage with an empty PC. */
        fun unpack(
            number: Int,
            file: Path,
            scope: CoroutineScope,
            test: ComposeUiTest,
        ): Person {
            val (name, link) = Stage.people[number]
            val folder = Files.createDirectories(Stage.phones.resolve("ui-$number"))
            val host = DeskWith(folder, file).apply { keep("language", "nl") }
            val griffie =
                kotlinx.coroutines.runBlocking {
                    eu.griffie.ui.desktop
                        .open(folder)
                }
            return Person(name, link, Session(griffie, host, scope), test)
        }
    }
}
