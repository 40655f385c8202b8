// Written by `cargo xtask bindgen` from the library's own metadata; do not edit.

package eu.griffie.core

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.Assertions.assertTimeoutPreemptively
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.TestInstance
import java.nio.file.Files
import java.time.Duration

private val LIMIT = Duration.ofSeconds(60)
private val HUGE = "x".repeat(1 shl 20)
private const val BIDI = "\u202e\u2066gnp.exe\u2069"
private const val NUL = "a\u0000b"
private const val PATH = "../../../x"
private const val HALF = "a\ud800b"

/** What calls are made on. */
internal class Subjects(
    val griffie: Griffie,
    roomId: RoomId = RoomId("!nowhere:example.org"),
) : AutoCloseable {
    val room = griffie.room(roomId)
    val timeline = room.timeline()
    val subscription = griffie.watchRooms(SomeRoomListListener(throws = false))

    override fun close() = listOf(subscription, timeline, room, griffie).forEach { it.close() }
}

/** A call with input that may be bad. */
internal class HostileCall(
    val name: String,
    private val call: suspend (Subjects) -> Any?,
) {
    /** Makes it. The answer is a value or the library's own exception, in time; anything else fails. */
    fun on(subjects: Subjects) =
        assertTimeoutPreemptively(LIMIT) {
            try {
                (runBlocking { call(subjects) } as? AutoCloseable)?.close()
            } catch (fault: GriffieException.Bug) {
                throw AssertionError("a fault of the library", fault)
            } catch (_: GriffieException) {
                // Refused, as it should be.
            }
        }
}

/** Everything the library exports, with bad input, in states in which it can do little. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
internal class HostileCallsTest {
    private val fresh = Subjects(opened())
    private val closed = Subjects(opened()).apply { griffie.close() }

    @TestFactory
    fun `on a device that nobody activated`(): List<DynamicTest> =
        hostileCalls.map { call -> dynamicTest(call.name) { call.on(fresh) } }

    @TestFactory
    fun `on what is left of a core that was closed`(): List<DynamicTest> =
        hostileCalls
            .filter { it.name.startsWith("Room.") || it.name.startsWith("Timeline.") || it.name.startsWith("Subscription.") }
            .map { call -> dynamicTest(call.name) { call.on(closed) } }

    @AfterAll
    fun close() {
        fresh.close()
        closed.close()
    }

    private fun opened() =
        runBlocking {
            Griffie.open(OpenOptions(freshFolder()), SomeSecretStore(throws = false), SomePlatform(throws = false))
        }
}

/** Four folders deep, so that a path which climbs stays within. */
private fun freshFolder(): String = Files.createTempDirectory("griffie-hostile").resolve("a/b/c/d").toString()

private fun <T> answer(
    throws: Boolean,
    answer: T,
): T = if (throws) throw IllegalStateException("on purpose") else answer
