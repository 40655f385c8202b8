package eu.griffie.ui.people

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.test.DesktopComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.hasClickAction
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
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.Assume.assumeTrue
import java.nio.file.Files
import kotlin.test.Test
import kotlin.time.Duration.Companion.minutes
import kotlin.time.Duration.Companion.seconds

private const val LABELS = """
    "personal": {"review_seconds": 86400, "labels": ["private", "party"]},
    "disclaimer": {"version": 1, "texts": {"nl": "Molendam bewaart dit gesprek."}, "language": "nl", "when": ["first_message"]},
    "quiet_hours": {"from_minute": 1320, "until_minute": 420}
"""

/** What is the person's own to say: labels within their time, keys, a vote, a group's name; under rules that change meanwhile. */
@OptIn(ExperimentalTestApi::class)
class OwnActsTest {
    @Test
    fun `two people label, verify, vote and keep house under a policy that changes`() {
        assumeTrue("needs the real servers: `cargo xtask test android`", System.getenv("GRIFFIE_STAGE") != null)
        loadGriffie()
        runDesktopComposeUiTest(width = 1100, height = 860, testTimeout = 12.minutes) { play() }
    }

    private fun DesktopComposeUiTest.play() {
        val scope = CoroutineScope(SupervisorJob() + Dispatchers.Default)
        val nothing = Files.createTempDirectory("griffie").resolve("none")
        val last = Stage.people.size - 2
        val people = List(2) { Person.unpack(last + it, nothing, scope, this) }
        setContent {
            GriffieTheme(dark = false) {
                Row(Modifier.fillMaxSize()) {
                    people.forEach { Box(Modifier.weight(1f).fillMaxHeight().testTag(it.name)) { App(it.session) } }
                }
            }
        }
        val (one, other) = people
        people.forEach(::activates)
        Stage.policy(2, "{$LABELS}")
        people.forEach { it.follows(2) }
        begins(one, other)
        labels(one, other)
        votes(one, other)
        verifies(one, other)
        keepsHouse(one)
        stricter(one)
        people.forEach { runBlocking { it.session.griffie.endReview() } }
        late(one)
        Stage.policy(4, "{}")
        people.forEach { it.follows(4) }
        people.forEach(::drains)
        scope.cancel()
        runBlocking { people.forEach { person -> person.session.griffie.use { it.stop() } } }
    }

    private fun activates(person: Person) {
        person.types(person.link, "invitation")
        person.types(person.name, "name")
        person.sees(hasTestTag("privacy")).performScrollTo().performClick()
        person.sees(hasText("Activeren")).performScrollTo().performClick()
        person.sees(hasTestTag("rooms"))
    }

    /** A group: what is asked of a group later can be asked. */
    private fun DesktopComposeUiTest.begins(
        one: Person,
        other: Person,
    ) {
        one.touches("Nieuw gesprek")
        one.types("Dijkploeg", "group-name")
        one.types(other.id, "users")
        one.sees(hasTestTag("start-group")).performClick()
        other.presses("Aannemen")
        other.sees(hasTestTag("draft"))
        one.says("Zullen we vanavond eten?")
        other.sees("Zullen we vanavond eten?")
        other.sees("Molendam bewaart dit gesprek.")
        one.sees(hasTestTag("archived-banner")).performClick()
        one.sees(hasTestTag("disclaimer"))
        shot("6-disclaimer")
        one.sees(hasTestTag("archived-banner")).performClick()
    }

    /** Within its time a label keeps a message here, and business lets it follow. */
    private fun DesktopComposeUiTest.labels(
        one: Person,
        other: Person,
    ) {
        one.sees(hasContentDescription("Bedenktijd", substring = true))
        one.label("Zullen we vanavond eten?", "label-private")
        one.sees("Vastgelegd als Privé.")
        one.sees(hasContentDescription("Privé: blijft op dit apparaat"))
        other.misses(hasContentDescription("Privé: blijft op dit apparaat"))
        shot("7-labels")
        one.label("Zullen we vanavond eten?", "label-business")
        one.misses(hasContentDescription("Privé: blijft op dit apparaat"))
    }

    private fun Person.label(
        text: String,
        tag: String,
    ) {
        chooses(hasText("Label kiezen"), of = text)
        sees(hasTestTag(tag)).performScrollTo().performClick()
        sees(hasText("Vastleggen")).performScrollTo().performClick()
        misses(hasTestTag("label-panel"))
    }

    private fun DesktopComposeUiTest.votes(
        one: Person,
        other: Person,
    ) {
        one.touches("Peiling maken")
        one.types("Wanneer overleggen we?", "poll-question")
        one.types("Dinsdag", "poll-answer-1")
        one.types("Donderdag", "poll-answer-2")
        one.sees(hasText("Vragen")).performScrollTo().performClick()
        other.touches("Stemmen op Donderdag, 0 stemmen")
        one.sees(hasContentDescription("Stemmen op Donderdag, 1 stemmen"))
        one.touches("Stemmen op Donderdag, 1 stemmen")
        other.sees(hasContentDescription("Stemmen op Donderdag, 2 stemmen"))
        shot("8-poll")
        one.chooses(hasText("Peiling sluiten"), of = "Wanneer overleggen we?")
        other.sees("Peiling gesloten")
    }

    /** Seven emoji, the same on both screens; then the badge beside the name. */
    private fun DesktopComposeUiTest.verifies(
        one: Person,
        other: Person,
    ) {
        one.touches("Deelnemers")
        one.sees(hasText(other.name)).performClick()
        one.sees(hasText("verifiëren", substring = true)).performScrollTo().performClick()
        other.presses("Bekijken")
        other.presses("Beginnen")
        one.sees("Hoe wilt u vergelijken?")
        one.presses("QR-code tonen")
        one.sees(hasTestTag("code"))
        shot("9-verify-code")
        one.sees(hasText("Met plaatjes")).performScrollTo().performClick()
        listOf(one, other).forEach { it.sees(hasTestTag("emoji")) }
        shot("9-verify-emoji")
        listOf(one, other).forEach { it.sees(hasText("Ze zijn gelijk")).performScrollTo().performClick() }
        listOf(one, other).forEach {
            it.sees("Geverifieerd")
            it.sees(hasText("Klaar")).performScrollTo().performClick()
        }
        one.sees("Sleutels van ${other.name}")
        one.touches("Terug")
        one.sees(hasContentDescription("Geverifieerd"))
    }

    /** The group's name, its sound, its key, and the fixed settings with who fixed them. */
    private fun DesktopComposeUiTest.keepsHouse(one: Person) {
        one.sees(hasTestTag("room-name")).performScrollTo().performTextReplacement("Dijkploeg noord")
        one.sees(hasText("Naam wijzigen")).performScrollTo().performClick()
        one.sees("Dijkploeg noord")
        one.sees(hasText("Dempen")).performScrollTo().performClick()
        one.sees("Gedempt; archiveren gaat door")
        one.sees(hasText("Sleutel vernieuwen")).performScrollTo().performClick()
        one.sees("De sleutel is vernieuwd.")
        shot("10-group")
        one.touches("Terug")
        one.touches("Terug")
        one.touches("Instellingen")
        one.presses("Meldingen en regels")
        one.sees(hasTestTag("fixed-notification_hours")).performScrollTo()
        one.sees("Ingesteld door het beleid van uw organisatie")
        shot("11-rules")
        one.touches("Terug")
        one.presses("Over deze app")
        one.sees(hasText("Probleem melden") and hasClickAction()).performScrollTo().performClick()
        one.sees(hasTestTag("report")).performScrollTo()
        one.misses(hasText(one.id, substring = true))
        one.touches("Terug")
        one.touches("Terug")
    }

    /** A policy that forbids files comes while something is being written: the sign goes, the words stay. */
    private fun stricter(one: Person) {
        one.presses("Dijkploeg noord")
        one.sees(hasContentDescription("Bestand toevoegen"))
        one.types("Half geschreven", "draft")
        Stage.policy(3, """{$LABELS, "blocked": ["files", "react"]}""")
        one.follows(3)
        one.misses(hasContentDescription("Bestand toevoegen"))
        one.sees("Half geschreven")
        one.says("Heel geschreven")
        one.sees("Heel geschreven")
    }

    /** When its time is over a label takes nothing back, and the screen says so. */
    private fun DesktopComposeUiTest.late(one: Person) {
        one.misses(hasContentDescription("Bedenktijd", substring = true))
        one.label("Heel geschreven", "label-private")
        one.sees("Te laat om terug te nemen")
        one.sees("Privé, maar het archief had het al")
        shot("12-late")
    }

    /** Waits until this policy is in force on the phone. */
    private fun Person.follows(version: Int) =
        runBlocking {
            withTimeout(2.minutes) {
                while (session.griffie
                        .houseRules()
                        ?.version
                        ?.toInt() != version
                ) {
                    session.griffie.routeNow()
                    delay(1.seconds)
                }
            }
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
