package eu.griffie.core.boundary

import eu.griffie.core.Timeline
import eu.griffie.core.TimelineDiff
import eu.griffie.core.TimelineListener
import eu.griffie.core.roomsFlow
import eu.griffie.core.rowsFlow
import eu.griffie.core.stage.Person
import eu.griffie.core.stage.Stage
import eu.griffie.core.version
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test
import java.io.IOException
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit.SECONDS
import kotlin.test.assertEquals
import kotlin.test.assertTrue

private const val ROWS = 50

/** What the boundary costs. Nothing here judges by time: `cargo xtask bench` compares the figures with their aims. */
class BenchTest {
    @Test
    fun `a call without work`() {
        repeat(20_000) { version() }
        val calls = 10_000
        val each = Figures.median(5) { repeat(calls) { version() } } / calls
        Figures.put("call without work", each * 1_000, "ns")
        assertTrue(version().core.isNotEmpty())
    }

    @Test
    fun `fifty rows, the first room list, threads at rest`() =
        runBlocking<Unit> {
            val person = Stage.person().activate()
            rows(person)
            person.drains()
            person.switchOff()
            opening(person)
            person.switchOn()
            person.drains()
            val threads = threads()
            Figures.put("threads at rest", threads.size, "count")
            assertTrue(threads.size in 1..12, "threads of the core: $threads")
            person.switchOff()
        }

    private suspend fun rows(person: Person) {
        val room = person.creates("Meten", emptyList(), direct = false)
        val texts = List(ROWS) { "Regel $it van de meting, met een gewone lengte van een bericht." }
        texts.forEach { person.sends(room, it) }
        person.sees(room, texts.last())
        person.inTimeline(room) { timeline ->
            timeline.rowsFlow().first { it.size >= ROWS }
            repeat(20) { timeline.reset() }
            val asked = Figures.median(100) { assertTrue(timeline.reset() >= ROWS) }
            Figures.put("diff of 50 rows", asked, "us")
        }
    }

    private suspend fun opening(person: Person) {
        val took =
            List(5) {
                val start = System.nanoTime()
                person.switchOn()
                assertEquals(
                    1,
                    person.griffie
                        .roomsFlow()
                        .first()
                        .size,
                )
                val taken = System.nanoTime() - start
                person.switchOff()
                taken / 1_000_000.0
            }.sorted()[2]
        Figures.put("start to first room list", took, "ms")
    }

    /** Names of the threads that are the core's; one that ends meanwhile is none. */
    private fun threads(): List<String> {
        val tasks = Files.list(Path.of("/proc/self/task")).use { it.toList() }
        return tasks
            .mapNotNull { task ->
                try {
                    Files.readString(task.resolve("comm")).trim()
                } catch (_: IOException) {
                    null
                }
            }.filter { it.startsWith("griffie") }
    }

    /** Subscribes and waits for the first rows; returns how many. */
    private fun Timeline.reset(): Int {
        val rows = CompletableFuture<Int>()
        val listener =
            object : TimelineListener {
                override fun onUpdate(diffs: List<TimelineDiff>) {
                    rows.complete((diffs.first() as TimelineDiff.Reset).rows.size)
                }
            }
        return watch(listener).use { rows.get(30, SECONDS) }
    }
}
