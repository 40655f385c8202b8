package eu.griffie.core.conversation

import eu.griffie.core.stage.Person
import eu.griffie.core.stage.Stage
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test
import java.nio.file.Files
import java.nio.file.Path
import kotlin.random.Random

/** What the three of them share: the people, the dice, and the sender's disk. */
class Play(
    val anouk: Person,
    val bram: Person,
    val celine: Person,
    val random: Random,
) {
    /** Who must have what is said in the group. */
    val everyone get() = listOf(anouk.id, bram.id, celine.id)

    private val started = System.nanoTime()

    /** One line a step, with the time since the start. */
    fun step(words: String) = println("%6.1f s  %s".format((System.nanoTime() - started) / 1e9, words))

    /** Puts a file on the sender's disk. */
    fun file(
        name: String,
        bytes: ByteArray,
    ): Path {
        val path = anouk.dir.resolve("sent").resolve(name)
        Files.createDirectories(path.parent)
        return Files.write(path, bytes)
    }
}

/**
 * The whole conversation of `cargo xtask demo`, held in Kotlin with the real homeserver, gateway and vault. Afterwards the stage compares
 * what the vault holds with what the homeserver accepted.
 */
class ConversationTest {
    @Test
    fun `three people hold the whole conversation and everything reaches the archive`() =
        runBlocking<Unit> {
            val people = List(3) { Stage.person() }
            people.forEach { it.activate() }
            val (anouk, bram, celine) = people
            val play = Play(anouk, bram, celine, Random(4))
            directChat(play)
            val room = groupChat(play)
            hardship(play, room)
            play.step("Every phone routes what it has and waits for its final receipts")
            people.forEach { it.drains() }
            people.forEach { it.switchOff() }
            play.step("All is receipted")
        }
}
