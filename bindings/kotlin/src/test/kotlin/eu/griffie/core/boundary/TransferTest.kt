package eu.griffie.core.boundary

import eu.griffie.core.FileDraft
import eu.griffie.core.GriffieException
import eu.griffie.core.RoomId
import eu.griffie.core.SendState
import eu.griffie.core.SignInState
import eu.griffie.core.TransactionId
import eu.griffie.core.TransferId
import eu.griffie.core.TransferState
import eu.griffie.core.stage.Person
import eu.griffie.core.stage.Stage
import eu.griffie.core.transferFlow
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.flow.transformWhile
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test
import java.nio.file.Files
import kotlin.random.Random
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertIs
import kotlin.test.assertTrue

private const val LARGE = 20_000_000

/** Files on their way, messages taken back before they left, and going away for good. */
class TransferTest {
    private val person: Person = Stage.person()

    @Test
    fun `a file is watched to its end, one that waits is taken back, and signing out leaves nothing`() =
        runBlocking<Unit> {
            person.activate()
            val room = person.creates("Onderweg", emptyList(), direct = false)
            watched(room)
            takenBack(room)
            noPicture(room)
            person.drains()
            person.griffie.signOut()
            assertIs<SignInState.New>(person.griffie.signInState())
            assertFailsWith<GriffieException.NotSignedIn> { person.griffie.start() }
            person.switchOff()
        }

    private suspend fun watched(room: RoomId) {
        val sent = person.sendsFile(room, file("groot.bin", LARGE), "application/octet-stream")
        val course =
            person.inRoom(room) { chat ->
                person.waiting("the end of the transfer") {
                    chat
                        .transferFlow(TransferId.Sending(sent.transaction))
                        .transformWhile {
                            emit(it)
                            it.state !is TransferState.Done
                        }.toList()
                }
            }
        assertTrue(course.any { it.total >= LARGE.toULong() }, "it was seen on its way: $course")
        assertTrue(course.all { it.done <= it.total }, "never more than all: $course")
        assertIs<SendState.Sent>(person.inRoom(room) { it.sendState(sent.transaction) })
        val late = assertFailsWith<GriffieException.Rejected> { takeBack(room, sent.transaction) }
        assertEquals("already_sent", late.reason)
    }

    private suspend fun takenBack(room: RoomId) {
        Stage.control("homeserver/stop")
        val first = person.sends(room, "wacht op de homeserver")
        val sent = person.sendsFile(room, file("bedenking.bin", 100_000), "application/octet-stream")
        takeBack(room, sent.transaction)
        takeBack(room, sent.transaction)
        assertIs<SendState.Cancelled>(person.inRoom(room) { it.sendState(sent.transaction) })
        Stage.control("homeserver/start")
        person.sends(room, "na de bedenking")
        person.sees(room, "na de bedenking")
        assertIs<SendState.Sent>(person.inRoom(room) { it.sendState(first.transaction) })
        assertIs<SendState.Cancelled>(person.inRoom(room) { it.sendState(sent.transaction) })
    }

    private suspend fun noPicture(room: RoomId) {
        val draft = FileDraft("${file("geen plaatje.png", 5_000)}")
        val refused = assertFailsWith<GriffieException.Rejected> { person.inRoom(room) { it.sendPicture(draft) } }
        assertEquals("not_a_picture", refused.reason)
    }

    private suspend fun takeBack(
        room: RoomId,
        transaction: TransactionId,
    ) = person.inRoom(room) { it.cancelSend(transaction) }

    private fun file(
        name: String,
        bytes: Int,
    ) = Files.write(person.dir.resolve(name), Random(1).nextBytes(bytes))
}
