package eu.griffie.core.boundary

import eu.griffie.core.RoomId
import eu.griffie.core.Subjects
import eu.griffie.core.hostileCalls
import eu.griffie.core.stage.Person
import eu.griffie.core.stage.Stage
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.BeforeAll
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.TestInstance
import kotlin.properties.Delegates
import kotlin.test.assertEquals

/** The generated hostile calls once more, on a phone that runs, in a room that is there; afterwards it is as good as ever. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileSignedInTest {
    private val person: Person = Stage.person()
    private var room: RoomId by Delegates.notNull()
    private lateinit var subjects: Subjects

    @BeforeAll
    fun activate() =
        runBlocking<Unit> {
            person.activate()
            room = person.creates("Vijandig", emptyList(), direct = false)
            subjects = Subjects(person.griffie, room)
        }

    /** What ends the phone's life or its stay in the room is tried elsewhere. */
    @TestFactory
    fun `on a phone that runs`(): List<DynamicTest> {
        val ends = listOf("Griffie.sign_out", "Griffie.stop", "Room.leave", "Room.remove", "Room.set_power")
        return hostileCalls
            .filter { call -> ends.none { call.name.startsWith(it) } }
            .map { call -> dynamicTest(call.name) { call.on(subjects) } }
    }

    @AfterAll
    fun rest() =
        runBlocking<Unit> {
            person.griffie.start()
            person.sends(room, "Alles doet het nog")
            person.sees(room, "Alles doet het nog")
            assertEquals(person.id, person.griffie.safety().userId)
            person.drains()
            person.switchOff()
            subjects.close()
        }
}
