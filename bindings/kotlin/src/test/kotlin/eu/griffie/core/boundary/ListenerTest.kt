package eu.griffie.core.boundary

import eu.griffie.core.Griffie
import eu.griffie.core.RoomId
import eu.griffie.core.Subscription
import eu.griffie.core.Timeline
import eu.griffie.core.TimelineDiff
import eu.griffie.core.TimelineListener
import eu.griffie.core.stage.Person
import eu.griffie.core.stage.Stage
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.BeforeAll
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestInstance
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CountDownLatch
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit.SECONDS
import java.util.concurrent.atomic.AtomicInteger
import kotlin.properties.Delegates
import kotlin.test.assertEquals
import kotlin.test.assertNotNull
import kotlin.test.assertTrue

/** What a listener may do wrong, and that nobody else notices. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListenerTest {
    private val emma: Person = Stage.person()
    private var room: RoomId by Delegates.notNull()
    private val griffie: Griffie get() = emma.griffie

    @BeforeAll
    fun activate() =
        runBlocking<Unit> {
            emma.activate()
            room = emma.creates("Luisteren", emptyList(), direct = false)
        }

    @AfterAll
    fun rest() =
        runBlocking<Unit> {
            emma.drains()
            emma.switchOff()
        }

    @Test
    fun `a listener that throws is called again, with everything that changed`() {
        for (thrown in listOf(IllegalStateException("thrown on purpose"), StackOverflowError("on purpose"))) {
            val rows = LinkedBlockingQueue<String>()
            watching({ diffs ->
                rows.addAll(diffs.bodies())
                throw thrown
            }) { says("na een worp van ${thrown.javaClass.simpleName}", rows) }
        }
    }

    @Test
    fun `a listener that blocks hinders neither another listener nor the archive`() {
        val release = CountDownLatch(1)
        val blocked = CountDownLatch(1)
        val late = LinkedBlockingQueue<String>()
        watching({ diffs ->
            blocked.countDown()
            release.await()
            late.addAll(diffs.bodies())
        }) {
            assertTrue(blocked.await(30, SECONDS))
            val rows = LinkedBlockingQueue<String>()
            watching({ rows.addAll(it.bodies()) }) { says("terwijl een ander slaapt", rows) }
            runBlocking { emma.drains() }
            release.countDown()
            assertTrue(generateSequence { late.poll(30, SECONDS) }.any { it == "terwijl een ander slaapt" })
        }
    }

    @Test
    fun `a listener may call back in, and cancel its own subscription from inside`() {
        val seen = CompletableFuture<Int>()
        val own = CompletableFuture<Subscription>()
        val calls = AtomicInteger()
        val listener =
            listener {
                calls.incrementAndGet()
                val rooms = runBlocking { griffie.rooms().size }
                own.get(30, SECONDS).cancel()
                seen.complete(rooms)
            }
        timeline { timeline ->
            timeline.watch(listener).use { subscription ->
                own.complete(subscription)
                assertTrue(seen.get(30, SECONDS) > 0)
                val rows = LinkedBlockingQueue<String>()
                watching({ rows.addAll(it.bodies()) }) { says("na het afzeggen", rows) }
            }
        }
        assertEquals(1, calls.get(), "after its cancel nothing is delivered")
    }

    @Test
    fun `a subscription dropped in mid-call ends with that call`() {
        val inside = CountDownLatch(1)
        val release = CountDownLatch(1)
        val calls = AtomicInteger()
        val listener =
            listener {
                calls.incrementAndGet()
                inside.countDown()
                release.await()
            }
        timeline { timeline ->
            val subscription = timeline.watch(listener)
            assertTrue(inside.await(30, SECONDS))
            subscription.close()
            timeline.close()
            release.countDown()
        }
        val rows = LinkedBlockingQueue<String>()
        watching({ rows.addAll(it.bodies()) }) { says("na het vallen", rows) }
        assertEquals(1, calls.get(), "after its end nothing is delivered")
    }

    @Test
    fun `calls of one subscription never overlap, and the diffs always make the rows`() {
        val inside = AtomicInteger()
        val overlaps = AtomicInteger()
        val rows = mutableListOf<String>()
        val last = CompletableFuture<Unit>()
        watching({ diffs ->
            if (inside.incrementAndGet() > 1) overlaps.incrementAndGet()
            Thread.sleep(20)
            diffs.forEach { rows.apply(it) }
            if ("regel 30" in rows) last.complete(Unit)
            inside.decrementAndGet()
        }) {
            runBlocking { (1..30).forEach { emma.sends(room, "regel $it") } }
            last.get(60, SECONDS)
        }
        assertEquals(0, overlaps.get())
        val said = rows.filter { it.startsWith("regel ") }
        assertEquals((1..30).map { "regel $it" }.toSet(), said.toSet())
        assertEquals(30, said.size, "each line once")
    }

    private fun says(
        text: String,
        heard: LinkedBlockingQueue<String>,
    ) {
        runBlocking { emma.sends(room, text) }
        assertNotNull(generateSequence { heard.poll(30, SECONDS) }.find { it == text }, "the listener hears: $text")
    }

    private fun watching(
        onUpdate: (List<TimelineDiff>) -> Unit,
        during: () -> Unit,
    ) = timeline { timeline -> timeline.watch(listener(onUpdate)).use { during() } }

    private fun timeline(action: (Timeline) -> Unit) =
        griffie.room(room).use { room -> room.timeline().use { action(it) } }

    private fun listener(onUpdate: (List<TimelineDiff>) -> Unit) =
        object : TimelineListener {
            override fun onUpdate(diffs: List<TimelineDiff>) = onUpdate(diffs)
        }
}

/** The texts that these changes bring. */
private fun List<TimelineDiff>.bodies(): List<String> =
    flatMap { diff ->
        when (diff) {
            is TimelineDiff.Reset -> diff.rows.map { it.body }
            is TimelineDiff.Insert -> listOf(diff.row.body)
            is TimelineDiff.Update -> listOf(diff.row.body)
            is TimelineDiff.Remove -> emptyList()
        }
    }

private fun MutableList<String>.apply(diff: TimelineDiff) {
    when (diff) {
        is TimelineDiff.Reset -> {
            clear()
            addAll(diff.rows.map { it.body })
        }

        is TimelineDiff.Insert -> {
            add(diff.index.toInt(), diff.row.body)
        }

        is TimelineDiff.Update -> {
            set(diff.index.toInt(), diff.row.body)
        }

        is TimelineDiff.Remove -> {
            removeAt(diff.index.toInt())
        }
    }
}
