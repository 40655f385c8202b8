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
}
