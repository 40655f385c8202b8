package eu.griffie.core.boundary

import eu.griffie.core.RoomId
import eu.griffie.core.stage.Child
import eu.griffie.core.stage.Person
import eu.griffie.core.stage.Stage
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/** The process killed in mid-call: what the core had said yes to is there afterwards. */
class KillTest {
    @Test
    fun `texts that were taken before a kill are there after it, each once`() =
        runBlocking<Unit> {
            val hugo = Stage.person().activate()
            val room = hugo.creates("Dagboek", emptyList(), direct = false)
            val taken = mutableListOf<String>()
            for (round in 1..4) {
                hugo.switchOff()
                taken +=
                    writer(hugo, room, "dag $round").use { phone ->
                        val first = phone.awaits { it.startsWith("dag ") }
                        // Ever later in the life of the process, so that it dies in ever other calls.
                        repeat(round * round) { phone.awaits { it.startsWith("dag ") } }
                        listOf(first) + phone.kill()
                    }
                hugo.switchOn()
            }
            taken.forEach { hugo.sees(room, it) }
            val lines =
                hugo.inTimeline(room) { timeline ->
                    while (timeline.loadEarlier(200u)) continue
                    timeline.rows().map { it.body }.filter { it.startsWith("dag ") }
                }
            assertEquals(lines.toSet().size, lines.size, "none twice")
            assertTrue(lines.containsAll(taken))
            hugo.drains()
            hugo.switchOff()
        }

    @Test
    fun `activation killed at any moment succeeds with the same link afterwards`() =
        runBlocking<Unit> {
            for (milliseconds in listOf(20L, 200L, 1500L)) {
                val person = Stage.person()
                Child("eu.griffie.core.stage.Activator", listOf("${person.dir}", person.link)).use { phone ->
                    phone.awaits { it == "open" }
                    Thread.sleep(milliseconds)
                    phone.kill()
                }
                person.activate()
                val room = person.creates("Na de klap", emptyList(), direct = false)
                person.sends(room, "Daar ben ik")
                person.sees(room, "Daar ben ik")
                person.drains()
                person.switchOff()
            }
        }
}

private fun writer(
    person: Person,
    room: RoomId,
    mark: String,
) = Child("eu.griffie.core.stage.Writer", listOf("${person.dir}", room.value, mark))
