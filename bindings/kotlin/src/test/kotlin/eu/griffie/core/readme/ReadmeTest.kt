package eu.griffie.core.readme

import eu.griffie.core.stage.Child
import eu.griffie.core.stage.Stage
import org.junit.jupiter.api.Test
import kotlin.test.assertEquals

/** The chat of the README, as it stands there: two of it chat with each other. */
class ReadmeTest {
    @Test
    fun `two people chat with the program of the README`() {
        val (first, second) = List(2) { Stage.person() }
        Child("chat.ChatKt", listOf("${second.dir}", second.link)).use { guest ->
            val id = guest.awaits { it.startsWith("Ik ben ") }.substringAfter("user=").trimEnd(')')
            Child("chat.ChatKt", listOf("${first.dir}", first.link, id)).use { host ->
                host.awaits { it.startsWith("Ik ben ") }
                host.types("Goedemorgen uit de README")
                guest.awaits { it.endsWith(": Goedemorgen uit de README") }
                guest.types("Insgelijks")
                host.awaits { it.endsWith(": Insgelijks") }
                assertEquals(0, host.ends().first, host.complaints())
                assertEquals(0, guest.ends().first, guest.complaints())
            }
        }
    }
}
