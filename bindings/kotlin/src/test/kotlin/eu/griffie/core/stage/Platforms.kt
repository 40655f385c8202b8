package eu.griffie.core.stage

import eu.griffie.core.NetworkKind
import eu.griffie.core.Platform
import eu.griffie.core.SecretStore
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.ConcurrentHashMap

/** Secrets as files, so that a phone can be killed and switched on again. For tests alone: an app has a key store. */
class FileSecrets(
    private val dir: Path,
) : SecretStore {
    override fun read(name: String): ByteArray? = dir.resolve(name).takeIf(Files::exists)?.let(Files::readAllBytes)

    override fun write(
        name: String,
        value: ByteArray,
    ) {
        Files.createDirectories(dir)
        Files.write(dir.resolve(name), value)
    }
}

/** Secrets that are gone with the test. */
class MemorySecrets : SecretStore {
    private val kept = ConcurrentHashMap<String, ByteArray>()

    override fun read(name: String): ByteArray? = kept[name]

    override fun write(
        name: String,
        value: ByteArray,
    ) {
        kept[name] = value
    }
}

/** A phone at home. */
object Desktop : Platform {
    override fun network() = NetworkKind.UNMETERED

    override fun batterySaver() = false

    override fun freeDiskBytes(): ULong? = null

    override fun appBuild() = "test 1"

    override fun osVersion(): String = System.getProperty("os.version")
}
