package eu.griffie.core.stage

import eu.griffie.core.RoomId
import eu.griffie.core.TextDraft
import kotlinx.coroutines.runBlocking
import java.nio.file.Path

/** A phone that writes into a room until it is killed, and says of each text that the core has taken it. */
object Writer {
    @JvmStatic
    fun main(arguments: Array<String>) =
        runBlocking {
            val (folder, room, mark) = arguments
            val griffie = Person.open(Path.of(folder))
            griffie.start()
            val timeline = griffie.room(RoomId(room))
            for (number in generateSequence(1) { it + 1 }) {
                val text = "$mark, bericht $number"
                timeline.sendText(TextDraft(text))
                println(text)
            }
        }
}
