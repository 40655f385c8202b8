package eu.griffie.core.boundary

import eu.griffie.core.FfiConverterTypeRoomListListener
import eu.griffie.core.FfiConverterTypeTimelineListener
import eu.griffie.core.RoomDiff
import eu.griffie.core.RoomId
import eu.griffie.core.RoomListListener
import eu.griffie.core.TimelineDiff
import eu.griffie.core.TimelineListener
import eu.griffie.core.rowsFlow
import eu.griffie.core.stage.Person
import eu.griffie.core.stage.Stage
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test
import kotlin.properties.Delegates
import kotlin.test.assertTrue
import kotlin.time.Duration.Companion.milliseconds

/** Ten thousand subscriptions, made and dropped in every way: nothing of them stays. */
class LeakTest {
    private val person: Person = Stage.person()
    private var room: RoomId by Delegates.notNull()

    @Test
    fun `ten thousand subscriptions leave nothing behind`() =
        runBlocking<Unit> {
            person.activate()
            room = person.creates("Lekdicht", emptyList(), direct = false)
            person.sends(room, "een regel")
            person.sees(room, "een regel")
            repeat(5_000) { all(it) }
            settles()
            val before = Footprint.now()
            repeat(10_000) { all(it) }
            settles()
            val after = Footprint.now()
            Figures.put("10,000 subscriptions", (after.resident - before.resident) / 1e6, "MB kept")
            Figures.put("10,000 subscriptions, heap", (after.heap - before.heap) / 1e6, "MB kept")
            Figures.put("10,000 subscriptions, threads", after.threads - before.threads, "count")
            assertTrue(after.threads <= before.threads + 2, "threads: $before, then $after")
            assertTrue(after.heap <= before.heap + 2_000_000, "heap: $before, then $after")
            assertTrue(after.resident <= before.resident + 16_000_000, "resident: $before, then $after")
            person.drains()
            person.switchOff()
        }

    /** One subscription: cancelled and closed, closed alone, left to the garbage collector, or as a flow. */
    private suspend fun all(number: Int) {
        when (number % 4) {
            0 -> {
                person.griffie.watchRooms(Deaf).use { it.cancel() }
            }

            1 -> {
                person.griffie.watchRooms(Deaf).close()
            }

            2 -> {
                person.griffie
                    .room(room)
                    .timeline()
                    .watch(DeafToo)
            }

            else -> {
                person.inTimeline(room) { it.rowsFlow().first() }
            }
        }
    }

    /** Until no listener is held on the other side any more. */
    private suspend fun settles() =
        person.waiting("the listeners being let go") {
            while (FfiConverterTypeRoomListListener.handleMap.size + FfiConverterTypeTimelineListener.handleMap.size >
                0
            ) {
                System.gc()
                delay(50.milliseconds)
            }
        }

    private object Deaf : RoomListListener {
        override fun onUpdate(diffs: List<RoomDiff>) = Unit
    }

    private object DeafToo : TimelineListener {
        override fun onUpdate(diffs: List<TimelineDiff>) = Unit
    }
}
