package eu.griffie.ui.desktop

import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.toComposeImageBitmap
import eu.griffie.core.NetworkKind
import eu.griffie.core.Platform
import eu.griffie.core.SecretStore
import eu.griffie.ui.app.Host
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import org.jetbrains.skia.Image
import java.awt.FileDialog
import java.awt.Frame
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.util.Properties

/** Version and kind of this app. */
private const val BUILD = "desktop 0.1.0"

/** A PC under the screens; the person's choices are a file beside the data. */
open class DesktopHost(
    private val folder: Path,
) : Host {
    private val choices get() = folder.resolve("choices.properties")

    /** What the core made small is a sound JPEG or PNG; null all the same when Skia cannot read it. */
    override fun picture(bytes: ByteArray): ImageBitmap? =
        try {
            Image.makeFromEncoded(bytes).toComposeImageBitmap()
        } catch (_: IllegalArgumentException) {
            null
        }

    override suspend fun chooseFile(): Path? = ask(FileDialog.LOAD, null)

    override suspend fun placeFor(name: String): Path? = ask(FileDialog.SAVE, name)

    override fun kept(name: String): String? = read().getProperty(name)

    override fun keep(
        name: String,
        value: String,
    ) {
        val kept = read()
        kept.setProperty(name, value)
        Files.newOutputStream(choices).use { kept.store(it, null) }
    }

    override fun scratch(name: String): Path = Files.createDirectories(folder.resolve("scratch")).resolve(name)

    override fun play(
        sound: Path,
        ended: () -> Unit,
    ): AutoCloseable? = playing(sound, ended)

    override val build = BUILD

    private fun read() =
        Properties().also { kept -> if (Files.exists(choices)) Files.newInputStream(choices).use(kept::load) }

    private suspend fun ask(
        mode: Int,
        name: String?,
    ): Path? =
        withContext(Dispatchers.IO) {
            val dialog = FileDialog(null as Frame?, "", mode)
            dialog.file = name
            dialog.isVisible = true
            dialog.files.firstOrNull()?.toPath()
        }
}

/** Secrets as files that only this user reads. A desktop's key ring would be better; see docs/decisions/0025. */
class FileSecrets(
    private val folder: Path,
) : SecretStore {
    override fun read(name: String): ByteArray? = folder.resolve(name).takeIf(Files::exists)?.let(Files::readAllBytes)

    override fun write(
        name: String,
        value: ByteArray,
    ) {
        Files.createDirectories(folder)
        val file = folder.resolve(name)
        if (!Files.exists(file)) Files.createFile(file, PosixFilePermissions.asFileAttribute(ownerOnly))
        Files.write(file, value)
    }

    private val ownerOnly get() = PosixFilePermissions.fromString("rw-------")
}

/** A PC on a network that nobody counts. */
object Desktop : Platform {
    override fun network() = NetworkKind.UNMETERED

    override fun batterySaver() = false

    override fun freeDiskBytes(): ULong? = null

    override fun appBuild() = BUILD

    override fun osVersion(): String = System.getProperty("os.version")
}
