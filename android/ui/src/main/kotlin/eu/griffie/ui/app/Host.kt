package eu.griffie.ui.app

import androidx.compose.ui.graphics.ImageBitmap
import java.nio.file.Path

/** What the machine under the app does for the screens: a desktop here, a phone elsewhere. */
interface Host {
    /** A small picture out of its bytes; null when it cannot be shown. */
    fun picture(bytes: ByteArray): ImageBitmap?

    /** Lets the person choose a file to send; null when they chose none. */
    suspend fun chooseFile(): Path?

    /** Where a file of this name is to be saved, which must not exist yet; null when the person does not want to. */
    suspend fun placeFor(name: String): Path?

    /** What was kept under this name at [keep]. */
    fun kept(name: String): String?

    /** Keeps a choice of the person on this machine. */
    fun keep(
        name: String,
        value: String,
    )

    /** What a device manager set for this app now: strings as they are, all else as JSON. */
    fun managed(): Map<String, String> = emptyMap()

    /** The same as it was when this device was activated with it, if it was. */
    fun activatedWith(): Map<String, String>? = null

    /** Whether there is a camera for [scanCode]. */
    val canScan: Boolean get() = false

    /** The raw bytes of a QR code that the person holds before the camera; null when they held none. */
    suspend fun scanCode(): ByteArray? = null

    /** A place for a file of this name that only the app reads; whoever asks deletes the file. */
    fun scratch(name: String): Path

    /** Plays a sound; [ended] when it is over by itself. Null when this machine cannot play it. */
    fun play(
        sound: Path,
        ended: () -> Unit,
    ): AutoCloseable? = null

    /** Version and build of this app. */
    val build: String
}
