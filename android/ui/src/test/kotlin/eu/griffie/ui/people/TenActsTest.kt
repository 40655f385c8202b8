package eu.griffie.ui.people

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.test.DesktopComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextReplacement
import androidx.compose.ui.test.v2.runDesktopComposeUiTest
import eu.griffie.core.Light
import eu.griffie.core.archiveFlow
import eu.griffie.core.loadGriffie
import eu.griffie.ui.app.App
import eu.griffie.ui.screens.Shots
import eu.griffie.ui.theme.GriffieTheme
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.Assume.assumeTrue
import java.nio.file.Files
import java.nio.file.Path
import kotlin.test.Test
import kotlin.time.Duration.Companion.minutes

/** 000-RO-04: what people do every day, by two of them on the real screens, with real servers and the real archive behind them. */
@OptIn(ExperimentalTestApi::class)
class TenActsTest {
    @Test
    fun `two people do the ten common acts`() {
        assumeTrue("needs the real servers: `cargo xtask test android`", System.getenv("GRIFFIE_STAGE") != null)
        loadGriffie()
        runDesktopComposeUiTest(width = 1100, height = 860, testTimeout = 12.minutes) { play() }
    }

    private fun DesktopComposeUiTest.play() {
        val scope = CoroutineScope(SupervisorJob() + Dispatchers.Default)
        val picture = Shots.landscape(Files.createTempDirectory("griffie").resolve("polder.png"))
        val people = List(2) { Person.unpack(it, picture, scope, this) }
        setContent {
            GriffieTheme(dark = false) {
                Row(Modifier.fillMaxSize()) {
                    people.forEach { Box(Modifier.weight(1f).fillMaxHeight().testTag(it.name)) { App(it.session) } }
                }
            }
        }
        val (anouk, bram) = people
        people.forEach { activates(it) }
        shot("1-activated")
        starts(anouk, bram)
        talk(anouk, bram)
        sendsPicture(anouk, bram, picture)
        group(anouk, bram)
        searches(anouk)
        people.forEach { drains(it) }
        scope.cancel()
        runBlocking { people.forEach { person -> person.session.griffie.use { it.stop() } } }
    }

    private fun activates(person: Person) {
        person.types("GGGG-GGGG-GGGG-GGGG", "invitation")
        person.sees(hasText("code", substring = true, ignoreCase = true))
        person.sees(hasTestTag("invitation")).let {
            it.performTextReplacement(person.link)
        }
        person.types(person.name, "name")
        person.sees(hasTestTag("privacy")).performScrollTo().performClick()
        person.sees(hasText("Activeren")).performScrollTo().performClick()
        person.sees(hasTestTag("rooms"))
    }

    /** Act 1: starting a chat; and taking it up. */
    private fun starts(
        anouk: Person,
        bram: Person,
    ) {
        anouk.touches("Nieuw gesprek")
        anouk.types(bram.id, "user")
        anouk.sees(hasTestTag("start-chat")).performClick()
        anouk.sees(hasTestTag("draft"))
        bram.presses("Aannemen")
        bram.sees(hasTestTag("draft"))
        anouk.sees("Bram doet nu mee")
    }

    /** Acts 2 to 6: send, reply, react, edit, take back. */
    private fun DesktopComposeUiTest.talk(
        anouk: Person,
        bram: Person,
    ) {
        anouk.says("Komt de nota vandaag?")
        bram.chooses(hasText("Antwoorden"), of = "Komt de nota")
        bram.says("Ja, om drie uur")
        anouk.sees("Ja, om drie uur")
        anouk.chooses(hasText("👍"), of = "Ja, om drie uur")
        bram.sees(hasTestTag("reaction"))
        bram.chooses(hasText("Wijzigen"), of = "Ja, om drie uur")
        bram.says("Ja, om vier uur")
        anouk.sees("Ja, om vier uur")
        anouk.sees("gewijzigd")
        anouk.says("Dit was voor een ander")
        bram.sees("Dit was voor een ander")
        anouk.chooses(hasText("Terugnemen"), of = "Dit was voor een ander")
        bram.sees("Teruggenomen")
        anouk.sees("Teruggenomen")
        shot("2-talk")
    }

    /** Act 7: a picture, which the other sees in the conversation. */
    private fun DesktopComposeUiTest.sendsPicture(
        anouk: Person,
        bram: Person,
        picture: Path,
    ) {
        anouk.touches("Bestand toevoegen")
        bram.sees(hasContentDescription("Afbeelding polder.png"))
        anouk.sees(hasContentDescription("Afbeelding polder.png"))
        Stage.sent(picture, listOf(anouk.id, bram.id))
        // Act 8: the mark of the archive turns green on every message.
        listOf(anouk, bram).forEach { person ->
            runBlocking { person.session.griffie.routeNow() }
            person.sees(hasContentDescription("In het archief"))
            person.misses(hasContentDescription("Onderweg naar het archief"))
        }
        shot("3-picture")
    }

    /** Act 9: a group. */
    private fun DesktopComposeUiTest.group(
        anouk: Person,
        bram: Person,
    ) {
        listOf(anouk, bram).forEach { it.touches("Terug") }
        anouk.touches("Nieuw gesprek")
        anouk.types("Team dijk", "group-name")
        anouk.types(bram.id, "users")
        anouk.sees(hasTestTag("start-group")).performClick()
        bram.presses("Aannemen")
        bram.sees(hasTestTag("draft"))
        anouk.sees("Bram doet nu mee")
        bram.says("Welkom bij het dijkoverleg")
        anouk.sees("Welkom bij het dijkoverleg")
        anouk.touches("Deelnemers")
        anouk.sees(bram.id)
        shot("4-group")
        anouk.touches("Terug")
    }

    /** Act 10: search, in the list and in a conversation. */
    private fun DesktopComposeUiTest.searches(anouk: Person) {
        anouk.touches("Zoeken")
        anouk.types("dijkoverleg", "search-here")
        anouk.sees("Bram: Welkom bij het dijkoverleg")
        shot("5-search")
        anouk.touches("Zoeken")
        anouk.touches("Terug")
        anouk.types("Team", "search-rooms")
        anouk.misses(hasText("Bram"))
        anouk.sees("Team dijk")
    }

    private fun drains(person: Person) =
        runBlocking {
            person.session.griffie.routeNow()
            withTimeout(2.minutes) {
                person.session.griffie
                    .archiveFlow()
                    .first { it.light == Light.GREEN }
            }
        }

    private fun DesktopComposeUiTest.shot(name: String) = Shots.keep("people-$name", captureToImage())
}
