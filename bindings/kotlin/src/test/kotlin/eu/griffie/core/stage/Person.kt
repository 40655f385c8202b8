package eu.griffie.core.stage

import eu.griffie.core.ArchiveState
import eu.griffie.core.EventId
import eu.griffie.core.FileDraft
import eu.griffie.core.Griffie
import eu.griffie.core.Invitation
import eu.griffie.core.Light
import eu.griffie.core.OpenOptions
import eu.griffie.core.Room
import eu.griffie.core.RoomDraft
import eu.griffie.core.RoomId
import eu.griffie.core.Sent
import eu.griffie.core.SignInState
import eu.griffie.core.TextDraft
import eu.griffie.core.Timeline
import eu.griffie.core.TimelineRow
import eu.griffie.core.UserId
import eu.griffie.core.archiveFlow
import eu.griffie.core.roomsFlow
import eu.griffie.core.rowsFlow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.mapNotNull
import kotlinx.coroutines.withTimeoutOrNull
import java.nio.file.Path
import kotlin.properties.Delegates
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds

/** How long anything may take before the world counts as broken. */
private val PATIENCE = 120.seconds

/** Somebody with a phone: what a person does in a messenger, in Kotlin. */
class Person(
    val name: String,
    val link: String,
    val dir: Path,
) {
    private var phone: Griffie? = null

    /** The core in the phone that is on. */
    val griffie: Griffie get() = checkNotNull(phone) { "$name's phone is off" }

    /** Matrix user id, once activated. */
    var id: UserId by Delegates.notNull()
        private set

    /** Switches on a phone that nobody is signed in on. */
    suspend fun unpack() {
        check(phone == null) { "$name's phone is on" }
        phone = open(dir)
    }

    /** Unpacks the phone and activates it; of a phone that was killed meanwhile, whatever is left to do. */
    suspend fun activate(): Person {
        unpack()
        when (griffie.signInState()) {
            is SignInState.Stopped -> griffie.start()
            else -> griffie.activate(Invitation.Link(link), name)
        }
        id = (griffie.signInState() as SignInState.Running).user
        return this
    }

    /** Switches an activated phone on. */
    suspend fun switchOn() {
        unpack()
        griffie.start()
    }

    /** Switches the phone off as a person does. */
    suspend fun switchOff() {
        phone?.use { it.stop() }
        phone = null
    }

    /** Does something in a room. */
    suspend inline fun <T> inRoom(
        id: RoomId,
        action: suspend (Room) -> T,
    ): T = griffie.room(id).use { action(it) }

    /** Looks at the lines of a room. */
    suspend inline fun <T> inTimeline(
        id: RoomId,
        action: suspend (Timeline) -> T,
    ): T = inRoom(id) { room -> room.timeline().use { action(it) } }

    suspend fun sends(
        room: RoomId,
        text: String,
        mentions: List<UserId> = emptyList(),
    ): Sent = inRoom(room) { it.sendText(TextDraft(text, mentions = mentions)) }

    suspend fun sendsFile(
        room: RoomId,
        path: Path,
        mediaType: String,
    ): Sent = inRoom(room) { it.sendFile(FileDraft("$path", mediaType = mediaType)) }

    suspend fun creates(
        name: String?,
        guests: List<UserId>,
        direct: Boolean,
    ): RoomId = griffie.createRoom(RoomDraft(name = name, invite = guests, direct = direct))

    /** Accepts an invitation as soon as it is seen. */
    suspend fun joinsWhenInvited(room: RoomId) {
        waiting("being invited") { griffie.roomsFlow().first { rooms -> rooms.any { it.roomId == room } } }
        griffie.join(room.value)
    }

    /** Waits until a line with this text is on the screen and the homeserver has it; returns its id. */
    suspend fun sees(
        room: RoomId,
        text: String,
    ): EventId = seesLine(room, "the message") { it.body == text }

    /** Waits until a line like this is on the screen and the homeserver has it; returns its id. */
    suspend fun seesLine(
        room: RoomId,
        what: String,
        like: (TimelineRow) -> Boolean,
    ): EventId =
        inTimeline(room) { timeline ->
            waiting("seeing $what") {
                timeline
                    .rowsFlow()
                    .mapNotNull { rows -> rows.find { it.eventId != null && like(it) }?.eventId }
                    .first()
            }
        }

    /** Waits until the own reaction to an event is back from the homeserver; returns its id. */
    suspend fun ownReaction(
        room: RoomId,
        event: EventId,
        key: String,
    ): EventId =
        inTimeline(room) { timeline ->
            waiting("seeing the own reaction") {
                timeline
                    .rowsFlow()
                    .mapNotNull { rows ->
                        rows
                            .find { it.eventId == event }
                            ?.reactions
                            ?.find { it.key == key }
                            ?.own
                    }.first()
            }
        }

    /** Waits until all is captured, sealed, routed and finally receipted. */
    suspend fun drains() {
        griffie.routeNow()
        var last: ArchiveState? = null
        val resting =
            withTimeoutOrNull(PATIENCE) {
                griffie.archiveFlow().first {
                    last = it
                    it.light == Light.GREEN
                }
            }
        checkNotNull(resting) { "$name does not come to rest: $last, now ${griffie.archiveState()}" }
    }

    /** Waits for something, and says who waited for what when it does not come. */
    suspend fun <T> waiting(
        what: String,
        patience: Duration = PATIENCE,
        action: suspend () -> T,
    ): T =
        checkNotNull(withTimeoutOrNull(patience) { Done(action()) }) { "$name waited $patience for $what in vain" }
            .value

    private class Done<T>(
        val value: T,
    )

    companion object {
        /** The core over this folder, with secrets beside it. */
        suspend fun open(dir: Path): Griffie =
            Griffie.open(OpenOptions("${dir.resolve("data")}"), FileSecrets(dir.resolve("secrets")), Desktop)
    }
}
