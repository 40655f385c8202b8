package eu.griffie.ui.conversation

import eu.griffie.core.EventId
import eu.griffie.core.GriffieException
import eu.griffie.core.RoomRow
import eu.griffie.core.TimelineRow
import eu.griffie.core.archiveFlow
import eu.griffie.core.membersFlow
import eu.griffie.core.roomsFlow
import eu.griffie.core.rowsFlow
import eu.griffie.ui.labels.Labels
import eu.griffie.ui.rules.House
import eu.griffie.ui.voice.Voices
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.combine
import kotlinx.coroutines.flow.distinctUntilChangedBy
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import java.time.Instant
import kotlin.time.Duration.Companion.seconds

/** One conversation on the screen: what is said, and what the person does with it. [close] it when it leaves the screen. */
class Conversation(
    private val desk: Desk,
    house: StateFlow<House>,
    scope: CoroutineScope,
) : AutoCloseable {
    private val now = desk.now
    val state: StateFlow<ConversationState> = now
    val writing = Writing(desk)
    val going = Going(desk)
    val labels = Labels(desk)
    val pictures = Pictures(desk)
    val voices = Voices(desk)
    private val work =
        listOf(
            scope.launch { desk.griffie.roomsFlow().collect(::roomIs) },
            scope.launch { desk.room.membersFlow().collect { members -> now.update { it.copy(members = members) } } },
            scope.launch { desk.timeline.rowsFlow().collect(::rowsAre) },
            scope.launch { house.collect { here -> now.update { it.copy(house = here) } } },
            scope.launch { markAsTheyCome() },
            scope.launch { timePasses() },
        )

    override fun close() {
        work.forEach { it.cancel() }
        voices.close()
        desk.close()
    }

    /** The person has read what came of something. */
    fun heard() = now.update { it.copy(said = null) }

    private fun roomIs(rooms: List<RoomRow>) {
        val row = rooms.find { it.roomId == desk.id }
        now.update { state ->
            val next = state.copy(room = row)
            if (state.room != null || row == null) next else next.copy(unread = row.unread.toInt()).lined()
        }
    }

    private fun rowsAre(rows: List<TimelineRow>) {
        val newest = rows.lastOrNull { it.eventId != null }?.eventId
        val before =
            now.value.rows
                .lastOrNull { it.eventId != null }
                ?.eventId
        now.update { it.copy(rows = rows).lined() }
        if (newest != null && newest != before) desk.acts.ask { tellRead(newest) }
    }

    /** Opening a chat without a network is no error: the next line that comes tells it again. */
    private suspend fun tellRead(event: EventId) {
        try {
            desk.room.markRead(event)
        } catch (_: GriffieException.Offline) {
            return
        }
    }

    /** Asks for the light anew whenever there is something to mark: a light from before the rows proves nothing about them. */
    private suspend fun markAsTheyCome() {
        val rows = now.distinctUntilChangedBy { it.rows }
        combine(rows, desk.griffie.archiveFlow()) { state, _ -> state.rows }.collect { seen ->
            if (!now.value.marks.waits(seen)) return@collect
            val found = desk.griffie.archiveState().light
            now.update { it.copy(marks = it.marks.after(seen, found)) }
        }
    }

    /** Time left to choose a label is shown in minutes. */
    private suspend fun timePasses() {
        while (true) {
            now.update { it.copy(at = Instant.now()) }
            delay(TICK)
        }
    }

    private companion object {
        val TICK = 20.seconds
    }
}
