package eu.griffie.core.together

import eu.griffie.core.TextDraft
import eu.griffie.core.UserId
import eu.griffie.core.stage.Stage
import eu.griffie.core.stage.sha256
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test
import java.nio.file.Files
import kotlin.random.Random
import kotlin.test.assertEquals

/** The Kotlin side of an encrypted room of two brands of phone; the Swift side plays at the same time (`cargo xtask test together`). */
class TogetherTest {
    @Test
    fun `a person with Kotlin and one with Swift in one encrypted room`() =
        runBlocking<Unit> {
            val anouk = Stage.person().activate()
            val bram = UserId(Stage.ask("bram"))
            val room = anouk.creates("Twee merken", listOf(bram), direct = false)
            Stage.say("room", room.value)
            val greeting = anouk.sees(room, "Hier is Swift")
            anouk.inRoom(room) { it.reply(greeting, TextDraft("En hier Kotlin")) }
            anouk.seesLine(room, "the edit and the reaction") {
                it.eventId == greeting && it.body == "Hier is Swift 6" && it.reactions.any { r -> r.key == "👍" }
            }
            val bytes = Random(4).nextBytes(200_000)
            Stage.sent(bytes, listOf(anouk.id, bram))
            val path = Files.write(anouk.dir.resolve("samen.bin"), bytes)
            anouk.sendsFile(room, path, "application/octet-stream")
            Stage.say("file", sha256(bytes))
            assertEquals("true", Stage.ask("swift-done"))
            anouk.drains()
            anouk.switchOff()
        }
}
