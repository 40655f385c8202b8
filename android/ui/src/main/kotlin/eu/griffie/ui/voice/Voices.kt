package eu.griffie.ui.voice

import eu.griffie.core.TimelineRow
import eu.griffie.ui.conversation.Desk
import eu.griffie.ui.conversation.Sentence
import eu.griffie.ui.texts.MoreWord
import kotlinx.coroutines.flow.update
import java.nio.file.Files

/** Hearing voice messages, one at a time. */
class Voices(
    private val desk: Desk,
) : AutoCloseable {
    private var sound: AutoCloseable? = null

    /** Plays the line's sound, or stops it when it is playing. */
    fun play(row: TimelineRow) {
        val event = row.eventId ?: return
        val playing = desk.now.value.playing == row.key
        close()
        if (playing) return
        desk.acts.act {
            val file = desk.host.scratch("${row.key.hashCode()}.sound")
            Files.deleteIfExists(file)
            try {
                desk.room.saveFile(event, "$file")
                sound = desk.host.play(file) { ended(row.key) }
            } finally {
                Files.deleteIfExists(file)
            }
            if (sound == null) {
                desk.now.update { it.copy(said = Sentence(MoreWord.NO_PLAYER)) }
            } else {
                desk.now.update { it.copy(playing = row.key) }
            }
        }
    }

    override fun close() {
        sound?.close()
        sound = null
        desk.now.update { it.copy(playing = null) }
    }

    private fun ended(key: String) = desk.now.update { if (it.playing == key) it.copy(playing = null) else it }
}
