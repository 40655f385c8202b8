package eu.griffie.core.boundary

import eu.griffie.core.GriffieException
import eu.griffie.core.RecoveryState
import eu.griffie.core.stage.Person
import eu.griffie.core.stage.Stage
import kotlinx.coroutines.delay
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test
import java.nio.file.Files
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertTrue

/** What brings a lost phone back, and the way to the archive by hand. */
class RecoveryTest {
    @Test
    fun `a phone makes its recovery key, and carries what it has into a folder`() =
        runBlocking<Unit> {
            val person = Stage.person().activate()
            val room = person.creates("Op de stick", emptyList(), direct = false)
            person.sends(room, "Voor het archief, met de hand gebracht")
            person.sees(room, "Voor het archief, met de hand gebracht")
            carries(person)
            person.waiting("the recovery key") {
                while (person.griffie.recovery().state != RecoveryState.READY) delay(100)
            }
            val groups = person.griffie.recoveryKey().split(" ")
            assertTrue(groups.size == 12 && groups.all { it.length == 4 }, "as Matrix writes it: twelve groups of four")
            val wrong = assertFailsWith<GriffieException.Rejected> { person.griffie.recover("EsTc geen sleutel") }
            assertEquals("recovery_key_malformed", wrong.reason)
            val own = person.griffie.devices().single()
            assertTrue(own.thisDevice && own.verified && own.fingerprint != null)
            person.drains()
            person.switchOff()
        }

    private suspend fun carries(person: Person) {
        val stick = Files.createTempDirectory("stick")
        val carried = person.griffie.carryOut("$stick")
        assertTrue(carried.objects > 0uL && carried.bytes > 0uL)
        val home = assertFailsWith<GriffieException.Rejected> { person.griffie.carryIn("$stick") }
        assertEquals("stick_without_receipts", home.reason)
        stick.toFile().deleteRecursively()
    }
}
