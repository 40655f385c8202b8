package eu.griffie.ui.desktop

import java.io.IOException
import java.nio.file.Files
import java.nio.file.Path
import javax.sound.sampled.AudioSystem
import javax.sound.sampled.LineEvent
import javax.sound.sampled.LineUnavailableException
import javax.sound.sampled.UnsupportedAudioFileException

/**
 * Plays a sound through this PC's loudspeaker, out of memory. Null when it has none, or when the sound is of a kind that the JDK cannot
 * read: it knows WAV, AU and AIFF, and not Opus.
 */
internal fun playing(
    sound: Path,
    ended: () -> Unit,
): AutoCloseable? =
    try {
        val bytes = Files.readAllBytes(sound)
        AudioSystem.getAudioInputStream(bytes.inputStream()).use { stream ->
            val clip = AudioSystem.getClip()
            clip.addLineListener {
                if (it.type == LineEvent.Type.STOP) {
                    clip.close()
                    ended()
                }
            }
            clip.open(stream)
            clip.start()
            AutoCloseable { clip.close() }
        }
    } catch (_: UnsupportedAudioFileException) {
        null
    } catch (_: LineUnavailableException) {
        null
    } catch (_: IllegalArgumentException) {
        // No device that plays this at all: a PC without a sound card.
        null
    } catch (_: IOException) {
        null
    }
