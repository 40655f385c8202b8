package eu.griffie.core.boundary

import eu.griffie.core.Griffie
import eu.griffie.core.RoomDraft
import eu.griffie.core.RoomId
import eu.griffie.core.Timeline
import eu.griffie.core.stage.Person
import eu.griffie.core.stage.Stage
import eu.griffie.core.uniffiContinuationHandleMap
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.Runnable
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.BeforeAll
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestInstance
import java.util.concurrent.atomic.AtomicInteger
import kotlin.coroutines.CoroutineContext
import kotlin.properties.Delegates
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import kotlin.time.Duration.Companion.microseconds
import kotlin.time.Duration.Companion.seconds

/** Coroutines cancelled wherever they wait: what they had begun happens wholly or not at all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CancelTest {
    private val farid: Person = Stage.person()
    private val greta: Person = Stage.person()
    private var room: RoomId by Delegates.notNull()
    private val griffie: Griffie get() = farid.griffie

    @BeforeAll
    fun activate() =
        runBlocking<Unit> {
            farid.activate()
            greta.activate()
            room = farid.creates("Afbreken", listOf(greta.id), direct = false)
            greta.joinsWhenInvited(room)
        }

    @AfterAll
    fun rest() =
        runBlocking<Unit> {
            for (person in listOf(farid, greta)) {
                person.drains()
                person.switchOff()
            }
        }

    @Test
    fun `a text whose sending is cancelled is there once or not at all, for both the same`() =
        runBlocking<Unit> {
            assertTrue(everywhere("tekst") { mark -> farid.sends(room, mark) } > 0, "some were cancelled")
            farid.sends(room, "tekst einde")
            greta.sees(room, "tekst einde")
            farid.sees(room, "tekst einde")
            val (own, others) = listOf(farid, greta).map { it.lines(room).filter { body -> body.startsWith("tekst ") } }
            assertEquals(own.sorted(), others.sorted(), "both hold the same lines")
            assertEquals(own.toSet().size, own.size, "none twice")
            assertTrue(own.size > 1, "those that were not cancelled in time arrived")
        }

    @Test
    fun `a room whose making is cancelled is there wholly or not at all`() =
        runBlocking<Unit> {
            val cancelled = everywhere("kamer") { mark -> griffie.createRoom(RoomDraft(name = mark)) }
            assertTrue(cancelled > 0, "some were cancelled")
            val made = griffie.rooms().filter { it.name.orEmpty().startsWith("kamer ") }
            for (row in made) {
                farid.sends(row.roomId, "in ${row.name}")
                farid.sees(row.roomId, "in ${row.name}")
            }
        }

    @Test
    fun `cancelled reading leaves nothing behind`() =
        runBlocking<Unit> {
            val reading =
                listOf<suspend (String) -> Unit>(
                    { griffie.rooms() },
                    { griffie.search("tekst") },
                    { griffie.archiveState() },
                    { griffie.routeNow() },
                    { griffie.journalFacts() },
                    { griffie.safety() },
                    { farid.inRoom(room) { it.members() } },
                    { farid.inTimeline(room) { it.rows() } },
                    { farid.inTimeline(room) { it.loadEarlier(20u) } },
                )
            assertTrue(reading.sumOf { everywhere("lezen", it) } > 0, "some were cancelled")
            farid.waiting("the futures being dropped") {
                while (uniffiContinuationHandleMap.size > 0) delay(10.microseconds)
            }
            farid.sends(room, "daarna")
            greta.sees(room, "daarna")
        }

    @Test
    fun `stopping and starting cancelled half-way ends in a phone that runs`() =
        runBlocking<Unit> {
            everywhere("stop") { griffie.stop() }
            griffie.stop()
            everywhere("start") { griffie.start() }
            griffie.start()
            farid.sends(room, "weer terug")
            greta.sees(room, "weer terug")
        }

    /** Runs [action] again and again, cancelled at its first, second … resumption, then after ever longer times. Returns how often it was cancelled. */
    private suspend fun everywhere(
        mark: String,
        action: suspend (String) -> Unit,
    ): Int {
        var turns = 0
        while (cancelledAtTurn(turns + 1) { action("$mark beurt $turns") }) turns += 1
        val jobs =
            List(24) { step ->
                val job = CoroutineScope(Dispatchers.Default).launch { action("$mark tijd $step") }
                delay((step * step * 50).microseconds)
                withTimeout(60.seconds) { job.cancelAndJoin() }
                job
            }
        return turns + jobs.count { it.isCancelled }
    }

    /** Whether the action was cancelled; false when it was over before this turn came. */
    private suspend fun cancelledAtTurn(
        turn: Int,
        action: suspend () -> Unit,
    ): Boolean {
        val job = CoroutineScope(Turns(turn)).launch { action() }
        withTimeout(60.seconds) { job.join() }
        return job.isCancelled
    }
}

/** Runs everything on the default threads, and cancels the job at the given resumption. */
private class Turns(
    private val last: Int,
) : CoroutineDispatcher() {
    private val count = AtomicInteger()

    override fun dispatch(
        context: CoroutineContext,
        block: Runnable,
    ) {
        // The first dispatch is the start of the coroutine.
        if (count.getAndIncrement() == last) context[Job]?.cancel()
        Dispatchers.Default.dispatch(context, block)
    }
}

/** All texts of a room. */
private suspend fun Person.lines(room: RoomId): List<String> =
    inTimeline(room) { timeline ->
        timeline.loadAll()
        timeline.rows().map { it.body }
    }

private suspend fun Timeline.loadAll() {
    do {
        val more = loadEarlier(200u)
    } while (more)
}
