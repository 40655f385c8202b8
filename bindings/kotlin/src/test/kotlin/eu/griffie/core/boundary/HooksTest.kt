package eu.griffie.core.boundary

import eu.griffie.core.Griffie
import eu.griffie.core.GriffieException
import eu.griffie.core.NetworkKind
import eu.griffie.core.OpenOptions
import eu.griffie.core.Platform
import eu.griffie.core.SecretStore
import eu.griffie.core.SecretStoreException
import eu.griffie.core.SignInState
import eu.griffie.core.stage.Desktop
import eu.griffie.core.stage.MemorySecrets
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Files
import java.nio.file.Path
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertIs

/** What key store and platform may do wrong, and that nothing is lost by it. */
class HooksTest {
    @TempDir
    lateinit var dir: Path

    private val good = MemorySecrets()

    @Test
    fun `a key store that throws is told, and the data is left alone`() =
        runBlocking<Unit> {
            open(good).use { assertIs<SignInState.New>(it.signInState()) }
            val before = files()
            assertEquals("secret_store_locked", refused(Throwing { SecretStoreException.Locked() }))
            assertEquals("secret_store_failed", refused(Throwing { SecretStoreException.Failed() }))
            assertEquals("secret_store_failed", refused(Throwing { IllegalStateException("on purpose") }))
            assertEquals(before, files())
            open(good).use { assertIs<SignInState.New>(it.signInState()) }
        }

    @Test
    fun `a key store that lost the key or has another is told, and the data is left alone`() =
        runBlocking<Unit> {
            open(good).close()
            val before = files()
            assertFailsWith<GriffieException.StorageUnusable> { open(MemorySecrets()) }
            assertFailsWith<GriffieException.StorageUnusable> { open(Always(ByteArray(32) { 7 })) }
            assertFailsWith<GriffieException.StorageUnusable> { open(Always(ByteArray(3))) }
            assertEquals(before, files())
            open(good).close()
        }

    @Test
    fun `a platform that throws hinders nothing`() =
        runBlocking<Unit> {
            Griffie.open(OpenOptions("$dir"), good, Broken).use { griffie ->
                griffie.platformChanged()
                assertIs<SignInState.New>(griffie.signInState())
                assertFailsWith<GriffieException.NotSignedIn> { griffie.start() }
            }
        }

    @Test
    fun `a second opening of the same folder is refused`() =
        runBlocking<Unit> {
            open(good).use {
                val refused = assertFailsWith<GriffieException.StorageUnusable> { open(good) }
                assertEquals("in_use", refused.reason)
            }
            open(good).close()
        }

    private suspend fun open(secrets: SecretStore) = Griffie.open(OpenOptions("$dir"), secrets, Desktop)

    private suspend fun refused(secrets: SecretStore) =
        assertFailsWith<GriffieException.StorageUnusable> { open(secrets) }.reason

    private fun files(): Set<String> = Files.list(dir).use { files -> files.map { "${it.fileName}" }.toList().toSet() }
}

private class Throwing(
    private val thrown: () -> Exception,
) : SecretStore {
    override fun read(name: String): ByteArray = throw thrown()

    override fun write(
        name: String,
        value: ByteArray,
    ) = throw thrown()
}

private class Always(
    private val bytes: ByteArray,
) : SecretStore {
    override fun read(name: String) = bytes

    override fun write(
        name: String,
        value: ByteArray,
    ) = Unit
}

private object Broken : Platform {
    override fun network(): NetworkKind = error("on purpose")

    override fun batterySaver(): Boolean = error("on purpose")

    override fun freeDiskBytes(): ULong = error("on purpose")

    override fun appBuild(): String = error("on purpose")

    override fun osVersion(): String = error("on purpose")
}
