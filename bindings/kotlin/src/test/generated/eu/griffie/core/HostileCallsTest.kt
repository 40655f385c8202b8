// Written by `cargo xtask bindgen` from the library's own metadata; do not edit.

package eu.griffie.core

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.Assertions.assertTimeoutPreemptively
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.TestInstance
import java.nio.file.Files
import java.time.Duration

private val LIMIT = Duration.ofSeconds(60)
private val HUGE = "x".repeat(1 shl 20)
private const val BIDI = "\u202e\u2066gnp.exe\u2069"
private const val NUL = "a\u0000b"
private const val PATH = "../../../x"
private const val HALF = "a\ud800b"

/** What calls are made on. */
internal class Subjects(
    val griffie: Griffie,
    roomId: RoomId = RoomId("!nowhere:example.org"),
) : AutoCloseable {
    val room = griffie.room(roomId)
    val timeline = room.timeline()
    val subscription = griffie.watchRooms(SomeRoomListListener(throws = false))

    override fun close() = listOf(subscription, timeline, room, griffie).forEach { it.close() }
}

/** A call with input that may be bad. */
internal class HostileCall(
    val name: String,
    private val call: suspend (Subjects) -> Any?,
) {
    /** Makes it. The answer is a value or the library's own exception, in time; anything else fails. */
    fun on(subjects: Subjects) =
        assertTimeoutPreemptively(LIMIT) {
            try {
                (runBlocking { call(subjects) } as? AutoCloseable)?.close()
            } catch (fault: GriffieException.Bug) {
                throw AssertionError("a fault of the library", fault)
            } catch (_: GriffieException) {
                // Refused, as it should be.
            }
        }
}

/** Everything the library exports, with bad input, in states in which it can do little. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
internal class HostileCallsTest {
    private val fresh = Subjects(opened())
    private val closed = Subjects(opened()).apply { griffie.close() }

    @TestFactory
    fun `on a device that nobody activated`(): List<DynamicTest> =
        hostileCalls.map { call -> dynamicTest(call.name) { call.on(fresh) } }

    @TestFactory
    fun `on what is left of a core that was closed`(): List<DynamicTest> =
        hostileCalls
            .filter { it.name.startsWith("Room.") || it.name.startsWith("Timeline.") || it.name.startsWith("Subscription.") }
            .map { call -> dynamicTest(call.name) { call.on(closed) } }

    @AfterAll
    fun close() {
        fresh.close()
        closed.close()
    }

    private fun opened() =
        runBlocking {
            Griffie.open(OpenOptions(freshFolder()), SomeSecretStore(throws = false), SomePlatform(throws = false))
        }
}

/** Four folders deep, so that a path which climbs stays within. */
private fun freshFolder(): String = Files.createTempDirectory("griffie-hostile").resolve("a/b/c/d").toString()

private fun <T> answer(
    throws: Boolean,
    answer: T,
): T = if (throws) throw IllegalStateException("on purpose") else answer

internal val hostileCalls: List<HostileCall> = libraryCalls() + griffieCalls() + roomCalls() + subscriptionCalls() + timelineCalls()

private fun libraryCalls() =
    listOf(
        HostileCall("check_code plain") { `checkCode`(`text` = "x") },
        HostileCall("check_code text: empty") { `checkCode`(`text` = "") },
        HostileCall("check_code text: huge") { `checkCode`(`text` = HUGE) },
        HostileCall("check_code text: bidi") { `checkCode`(`text` = BIDI) },
        HostileCall("check_code text: nul") { `checkCode`(`text` = NUL) },
        HostileCall("check_code text: path") { `checkCode`(`text` = PATH) },
        HostileCall("check_code text: half a pair") { `checkCode`(`text` = HALF) },
        HostileCall("describe plain") { `describe`(`error` = GriffieException.NotSignedIn(), `language` = Language.DUTCH) },
        HostileCall("describe error: NotSignedIn") { `describe`(`error` = GriffieException.NotSignedIn(), `language` = Language.DUTCH) },
        HostileCall("describe error: Offline") { `describe`(`error` = GriffieException.Offline(`reason` = "x"), `language` = Language.DUTCH) },
        HostileCall("describe error.Offline.reason: empty") { `describe`(`error` = GriffieException.Offline(`reason` = ""), `language` = Language.DUTCH) },
        HostileCall("describe error.Offline.reason: huge") { `describe`(`error` = GriffieException.Offline(`reason` = HUGE), `language` = Language.DUTCH) },
        HostileCall("describe error.Offline.reason: bidi") { `describe`(`error` = GriffieException.Offline(`reason` = BIDI), `language` = Language.DUTCH) },
        HostileCall("describe error.Offline.reason: nul") { `describe`(`error` = GriffieException.Offline(`reason` = NUL), `language` = Language.DUTCH) },
        HostileCall("describe error.Offline.reason: path") { `describe`(`error` = GriffieException.Offline(`reason` = PATH), `language` = Language.DUTCH) },
        HostileCall("describe error.Offline.reason: half a pair") { `describe`(`error` = GriffieException.Offline(`reason` = HALF), `language` = Language.DUTCH) },
        HostileCall("describe error: Rejected") { `describe`(`error` = GriffieException.Rejected(`reason` = "x"), `language` = Language.DUTCH) },
        HostileCall("describe error.Rejected.reason: empty") { `describe`(`error` = GriffieException.Rejected(`reason` = ""), `language` = Language.DUTCH) },
        HostileCall("describe error.Rejected.reason: huge") { `describe`(`error` = GriffieException.Rejected(`reason` = HUGE), `language` = Language.DUTCH) },
        HostileCall("describe error.Rejected.reason: bidi") { `describe`(`error` = GriffieException.Rejected(`reason` = BIDI), `language` = Language.DUTCH) },
        HostileCall("describe error.Rejected.reason: nul") { `describe`(`error` = GriffieException.Rejected(`reason` = NUL), `language` = Language.DUTCH) },
        HostileCall("describe error.Rejected.reason: path") { `describe`(`error` = GriffieException.Rejected(`reason` = PATH), `language` = Language.DUTCH) },
        HostileCall("describe error.Rejected.reason: half a pair") { `describe`(`error` = GriffieException.Rejected(`reason` = HALF), `language` = Language.DUTCH) },
        HostileCall("describe error: StorageFull") { `describe`(`error` = GriffieException.StorageFull(), `language` = Language.DUTCH) },
        HostileCall("describe error: StorageUnusable") { `describe`(`error` = GriffieException.StorageUnusable(`reason` = "x"), `language` = Language.DUTCH) },
        HostileCall("describe error.StorageUnusable.reason: empty") { `describe`(`error` = GriffieException.StorageUnusable(`reason` = ""), `language` = Language.DUTCH) },
        HostileCall("describe error.StorageUnusable.reason: huge") { `describe`(`error` = GriffieException.StorageUnusable(`reason` = HUGE), `language` = Language.DUTCH) },
        HostileCall("describe error.StorageUnusable.reason: bidi") { `describe`(`error` = GriffieException.StorageUnusable(`reason` = BIDI), `language` = Language.DUTCH) },
        HostileCall("describe error.StorageUnusable.reason: nul") { `describe`(`error` = GriffieException.StorageUnusable(`reason` = NUL), `language` = Language.DUTCH) },
        HostileCall("describe error.StorageUnusable.reason: path") { `describe`(`error` = GriffieException.StorageUnusable(`reason` = PATH), `language` = Language.DUTCH) },
        HostileCall("describe error.StorageUnusable.reason: half a pair") { `describe`(`error` = GriffieException.StorageUnusable(`reason` = HALF), `language` = Language.DUTCH) },
        HostileCall("describe error: ArchiveBlocked") { `describe`(`error` = GriffieException.ArchiveBlocked(`reason` = "x"), `language` = Language.DUTCH) },
        HostileCall("describe error.ArchiveBlocked.reason: empty") { `describe`(`error` = GriffieException.ArchiveBlocked(`reason` = ""), `language` = Language.DUTCH) },
        HostileCall("describe error.ArchiveBlocked.reason: huge") { `describe`(`error` = GriffieException.ArchiveBlocked(`reason` = HUGE), `language` = Language.DUTCH) },
        HostileCall("describe error.ArchiveBlocked.reason: bidi") { `describe`(`error` = GriffieException.ArchiveBlocked(`reason` = BIDI), `language` = Language.DUTCH) },
        HostileCall("describe error.ArchiveBlocked.reason: nul") { `describe`(`error` = GriffieException.ArchiveBlocked(`reason` = NUL), `language` = Language.DUTCH) },
        HostileCall("describe error.ArchiveBlocked.reason: path") { `describe`(`error` = GriffieException.ArchiveBlocked(`reason` = PATH), `language` = Language.DUTCH) },
        HostileCall("describe error.ArchiveBlocked.reason: half a pair") { `describe`(`error` = GriffieException.ArchiveBlocked(`reason` = HALF), `language` = Language.DUTCH) },
        HostileCall("describe error: Bug") { `describe`(`error` = GriffieException.Bug(`id` = "x"), `language` = Language.DUTCH) },
        HostileCall("describe error.Bug.id: empty") { `describe`(`error` = GriffieException.Bug(`id` = ""), `language` = Language.DUTCH) },
        HostileCall("describe error.Bug.id: huge") { `describe`(`error` = GriffieException.Bug(`id` = HUGE), `language` = Language.DUTCH) },
        HostileCall("describe error.Bug.id: bidi") { `describe`(`error` = GriffieException.Bug(`id` = BIDI), `language` = Language.DUTCH) },
        HostileCall("describe error.Bug.id: nul") { `describe`(`error` = GriffieException.Bug(`id` = NUL), `language` = Language.DUTCH) },
        HostileCall("describe error.Bug.id: path") { `describe`(`error` = GriffieException.Bug(`id` = PATH), `language` = Language.DUTCH) },
        HostileCall("describe error.Bug.id: half a pair") { `describe`(`error` = GriffieException.Bug(`id` = HALF), `language` = Language.DUTCH) },
        HostileCall("describe language: Dutch") { `describe`(`error` = GriffieException.NotSignedIn(), `language` = Language.DUTCH) },
        HostileCall("describe language: English") { `describe`(`error` = GriffieException.NotSignedIn(), `language` = Language.ENGLISH) },
        HostileCall("describe language: German") { `describe`(`error` = GriffieException.NotSignedIn(), `language` = Language.GERMAN) },
        HostileCall("describe language: French") { `describe`(`error` = GriffieException.NotSignedIn(), `language` = Language.FRENCH) },
        HostileCall("describe_reason plain") { `describeReason`(`reason` = "x", `language` = Language.DUTCH) },
        HostileCall("describe_reason reason: empty") { `describeReason`(`reason` = "", `language` = Language.DUTCH) },
        HostileCall("describe_reason reason: huge") { `describeReason`(`reason` = HUGE, `language` = Language.DUTCH) },
        HostileCall("describe_reason reason: bidi") { `describeReason`(`reason` = BIDI, `language` = Language.DUTCH) },
        HostileCall("describe_reason reason: nul") { `describeReason`(`reason` = NUL, `language` = Language.DUTCH) },
        HostileCall("describe_reason reason: path") { `describeReason`(`reason` = PATH, `language` = Language.DUTCH) },
        HostileCall("describe_reason reason: half a pair") { `describeReason`(`reason` = HALF, `language` = Language.DUTCH) },
        HostileCall("describe_reason language: Dutch") { `describeReason`(`reason` = "x", `language` = Language.DUTCH) },
        HostileCall("describe_reason language: English") { `describeReason`(`reason` = "x", `language` = Language.ENGLISH) },
        HostileCall("describe_reason language: German") { `describeReason`(`reason` = "x", `language` = Language.GERMAN) },
        HostileCall("describe_reason language: French") { `describeReason`(`reason` = "x", `language` = Language.FRENCH) },
        HostileCall("version plain") { `version`() },
        HostileCall("Griffie.open plain") { Griffie.`open`(`options` = OpenOptions(`dataDir` = freshFolder(), `certificateAuthorities` = null), `secrets` = SomeSecretStore(throws = false), `platform` = SomePlatform(throws = false)) },
        HostileCall("Griffie.open options.data_dir: empty") { Griffie.`open`(`options` = OpenOptions(`dataDir` = freshFolder() + "/" + "", `certificateAuthorities` = null), `secrets` = SomeSecretStore(throws = false), `platform` = SomePlatform(throws = false)) },
        HostileCall("Griffie.open options.data_dir: huge") { Griffie.`open`(`options` = OpenOptions(`dataDir` = freshFolder() + "/" + HUGE, `certificateAuthorities` = null), `secrets` = SomeSecretStore(throws = false), `platform` = SomePlatform(throws = false)) },
        HostileCall("Griffie.open options.data_dir: bidi") { Griffie.`open`(`options` = OpenOptions(`dataDir` = freshFolder() + "/" + BIDI, `certificateAuthorities` = null), `secrets` = SomeSecretStore(throws = false), `platform` = SomePlatform(throws = false)) },
        HostileCall("Griffie.open options.data_dir: nul") { Griffie.`open`(`options` = OpenOptions(`dataDir` = freshFolder() + "/" + NUL, `certificateAuthorities` = null), `secrets` = SomeSecretStore(throws = false), `platform` = SomePlatform(throws = false)) },
        HostileCall("Griffie.open options.data_dir: path") { Griffie.`open`(`options` = OpenOptions(`dataDir` = freshFolder() + "/" + PATH, `certificateAuthorities` = null), `secrets` = SomeSecretStore(throws = false), `platform` = SomePlatform(throws = false)) },
        HostileCall("Griffie.open options.data_dir: half a pair") { Griffie.`open`(`options` = OpenOptions(`dataDir` = freshFolder() + "/" + HALF, `certificateAuthorities` = null), `secrets` = SomeSecretStore(throws = false), `platform` = SomePlatform(throws = false)) },
        HostileCall("Griffie.open options.certificate_authorities: there") { Griffie.`open`(`options` = OpenOptions(`dataDir` = freshFolder(), `certificateAuthorities` = ByteArray(32) { -1 }), `secrets` = SomeSecretStore(throws = false), `platform` = SomePlatform(throws = false)) },
        HostileCall("Griffie.open options.certificate_authorities: empty") { Griffie.`open`(`options` = OpenOptions(`dataDir` = freshFolder(), `certificateAuthorities` = ByteArray(0) { -1 }), `secrets` = SomeSecretStore(throws = false), `platform` = SomePlatform(throws = false)) },
        HostileCall("Griffie.open options.certificate_authorities: huge") { Griffie.`open`(`options` = OpenOptions(`dataDir` = freshFolder(), `certificateAuthorities` = ByteArray(1048576) { -1 }), `secrets` = SomeSecretStore(throws = false), `platform` = SomePlatform(throws = false)) },
        HostileCall("Griffie.open secrets: throws") { Griffie.`open`(`options` = OpenOptions(`dataDir` = freshFolder(), `certificateAuthorities` = null), `secrets` = SomeSecretStore(throws = true), `platform` = SomePlatform(throws = false)) },
        HostileCall("Griffie.open platform: throws") { Griffie.`open`(`options` = OpenOptions(`dataDir` = freshFolder(), `certificateAuthorities` = null), `secrets` = SomeSecretStore(throws = false), `platform` = SomePlatform(throws = true)) },
    )

private fun griffieCalls() =
    listOf(
        HostileCall("Griffie.activate plain") { it.griffie.`activate`(`invitation` = Invitation.Typed(`code` = "x", `gateway` = "x", `root` = "x"), `displayName` = null) },
        HostileCall("Griffie.activate invitation: Typed") { it.griffie.`activate`(`invitation` = Invitation.Typed(`code` = "x", `gateway` = "x", `root` = "x"), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Typed.code: empty") { it.griffie.`activate`(`invitation` = Invitation.Typed(`code` = "", `gateway` = "x", `root` = "x"), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Typed.code: huge") { it.griffie.`activate`(`invitation` = Invitation.Typed(`code` = HUGE, `gateway` = "x", `root` = "x"), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Typed.code: bidi") { it.griffie.`activate`(`invitation` = Invitation.Typed(`code` = BIDI, `gateway` = "x", `root` = "x"), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Typed.code: nul") { it.griffie.`activate`(`invitation` = Invitation.Typed(`code` = NUL, `gateway` = "x", `root` = "x"), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Typed.code: path") { it.griffie.`activate`(`invitation` = Invitation.Typed(`code` = PATH, `gateway` = "x", `root` = "x"), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Typed.code: half a pair") { it.griffie.`activate`(`invitation` = Invitation.Typed(`code` = HALF, `gateway` = "x", `root` = "x"), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Typed.gateway: empty") { it.griffie.`activate`(`invitation` = Invitation.Typed(`code` = "x", `gateway` = "", `root` = "x"), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Typed.gateway: huge") { it.griffie.`activate`(`invitation` = Invitation.Typed(`code` = "x", `gateway` = HUGE, `root` = "x"), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Typed.gateway: bidi") { it.griffie.`activate`(`invitation` = Invitation.Typed(`code` = "x", `gateway` = BIDI, `root` = "x"), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Typed.gateway: nul") { it.griffie.`activate`(`invitation` = Invitation.Typed(`code` = "x", `gateway` = NUL, `root` = "x"), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Typed.gateway: path") { it.griffie.`activate`(`invitation` = Invitation.Typed(`code` = "x", `gateway` = PATH, `root` = "x"), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Typed.gateway: half a pair") { it.griffie.`activate`(`invitation` = Invitation.Typed(`code` = "x", `gateway` = HALF, `root` = "x"), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Typed.root: empty") { it.griffie.`activate`(`invitation` = Invitation.Typed(`code` = "x", `gateway` = "x", `root` = ""), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Typed.root: huge") { it.griffie.`activate`(`invitation` = Invitation.Typed(`code` = "x", `gateway` = "x", `root` = HUGE), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Typed.root: bidi") { it.griffie.`activate`(`invitation` = Invitation.Typed(`code` = "x", `gateway` = "x", `root` = BIDI), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Typed.root: nul") { it.griffie.`activate`(`invitation` = Invitation.Typed(`code` = "x", `gateway` = "x", `root` = NUL), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Typed.root: path") { it.griffie.`activate`(`invitation` = Invitation.Typed(`code` = "x", `gateway` = "x", `root` = PATH), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Typed.root: half a pair") { it.griffie.`activate`(`invitation` = Invitation.Typed(`code` = "x", `gateway` = "x", `root` = HALF), `displayName` = null) },
        HostileCall("Griffie.activate invitation: Link") { it.griffie.`activate`(`invitation` = Invitation.Link(`text` = "x"), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Link.text: empty") { it.griffie.`activate`(`invitation` = Invitation.Link(`text` = ""), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Link.text: huge") { it.griffie.`activate`(`invitation` = Invitation.Link(`text` = HUGE), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Link.text: bidi") { it.griffie.`activate`(`invitation` = Invitation.Link(`text` = BIDI), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Link.text: nul") { it.griffie.`activate`(`invitation` = Invitation.Link(`text` = NUL), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Link.text: path") { it.griffie.`activate`(`invitation` = Invitation.Link(`text` = PATH), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Link.text: half a pair") { it.griffie.`activate`(`invitation` = Invitation.Link(`text` = HALF), `displayName` = null) },
        HostileCall("Griffie.activate invitation: Managed") { it.griffie.`activate`(`invitation` = Invitation.Managed(`values` = mapOf()), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Managed.values key: empty") { it.griffie.`activate`(`invitation` = Invitation.Managed(`values` = mapOf("" to "x")), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Managed.values key: huge") { it.griffie.`activate`(`invitation` = Invitation.Managed(`values` = mapOf(HUGE to "x")), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Managed.values key: bidi") { it.griffie.`activate`(`invitation` = Invitation.Managed(`values` = mapOf(BIDI to "x")), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Managed.values key: nul") { it.griffie.`activate`(`invitation` = Invitation.Managed(`values` = mapOf(NUL to "x")), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Managed.values key: path") { it.griffie.`activate`(`invitation` = Invitation.Managed(`values` = mapOf(PATH to "x")), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Managed.values key: half a pair") { it.griffie.`activate`(`invitation` = Invitation.Managed(`values` = mapOf(HALF to "x")), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Managed.values value: empty") { it.griffie.`activate`(`invitation` = Invitation.Managed(`values` = mapOf("x" to "")), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Managed.values value: huge") { it.griffie.`activate`(`invitation` = Invitation.Managed(`values` = mapOf("x" to HUGE)), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Managed.values value: bidi") { it.griffie.`activate`(`invitation` = Invitation.Managed(`values` = mapOf("x" to BIDI)), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Managed.values value: nul") { it.griffie.`activate`(`invitation` = Invitation.Managed(`values` = mapOf("x" to NUL)), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Managed.values value: path") { it.griffie.`activate`(`invitation` = Invitation.Managed(`values` = mapOf("x" to PATH)), `displayName` = null) },
        HostileCall("Griffie.activate invitation.Managed.values value: half a pair") { it.griffie.`activate`(`invitation` = Invitation.Managed(`values` = mapOf("x" to HALF)), `displayName` = null) },
        HostileCall("Griffie.activate display_name: there") { it.griffie.`activate`(`invitation` = Invitation.Typed(`code` = "x", `gateway` = "x", `root` = "x"), `displayName` = "x") },
        HostileCall("Griffie.activate display_name: empty") { it.griffie.`activate`(`invitation` = Invitation.Typed(`code` = "x", `gateway` = "x", `root` = "x"), `displayName` = "") },
        HostileCall("Griffie.activate display_name: huge") { it.griffie.`activate`(`invitation` = Invitation.Typed(`code` = "x", `gateway` = "x", `root` = "x"), `displayName` = HUGE) },
        HostileCall("Griffie.activate display_name: bidi") { it.griffie.`activate`(`invitation` = Invitation.Typed(`code` = "x", `gateway` = "x", `root` = "x"), `displayName` = BIDI) },
        HostileCall("Griffie.activate display_name: nul") { it.griffie.`activate`(`invitation` = Invitation.Typed(`code` = "x", `gateway` = "x", `root` = "x"), `displayName` = NUL) },
        HostileCall("Griffie.activate display_name: path") { it.griffie.`activate`(`invitation` = Invitation.Typed(`code` = "x", `gateway` = "x", `root` = "x"), `displayName` = PATH) },
        HostileCall("Griffie.activate display_name: half a pair") { it.griffie.`activate`(`invitation` = Invitation.Typed(`code` = "x", `gateway` = "x", `root` = "x"), `displayName` = HALF) },
        HostileCall("Griffie.platform_changed plain") { it.griffie.`platformChanged`() },
        HostileCall("Griffie.safety plain") { it.griffie.`safety`() },
        HostileCall("Griffie.set_display_name plain") { it.griffie.`setDisplayName`(`name` = "x") },
        HostileCall("Griffie.set_display_name name: empty") { it.griffie.`setDisplayName`(`name` = "") },
        HostileCall("Griffie.set_display_name name: huge") { it.griffie.`setDisplayName`(`name` = HUGE) },
        HostileCall("Griffie.set_display_name name: bidi") { it.griffie.`setDisplayName`(`name` = BIDI) },
        HostileCall("Griffie.set_display_name name: nul") { it.griffie.`setDisplayName`(`name` = NUL) },
        HostileCall("Griffie.set_display_name name: path") { it.griffie.`setDisplayName`(`name` = PATH) },
        HostileCall("Griffie.set_display_name name: half a pair") { it.griffie.`setDisplayName`(`name` = HALF) },
        HostileCall("Griffie.sign_in_state plain") { it.griffie.`signInState`() },
        HostileCall("Griffie.start plain") { it.griffie.`start`() },
        HostileCall("Griffie.watch_sign_in plain") { it.griffie.`watchSignIn`(`listener` = SomeSignInListener(throws = false)) },
        HostileCall("Griffie.watch_sign_in listener: throws") { it.griffie.`watchSignIn`(`listener` = SomeSignInListener(throws = true)) },
        HostileCall("Griffie.archive_state plain") { it.griffie.`archiveState`() },
        HostileCall("Griffie.journal_facts plain") { it.griffie.`journalFacts`(`after` = 0.toULong(), `limit` = 0.toUInt()) },
        HostileCall("Griffie.journal_facts after: least") { it.griffie.`journalFacts`(`after` = ULong.MIN_VALUE, `limit` = 0.toUInt()) },
        HostileCall("Griffie.journal_facts after: most") { it.griffie.`journalFacts`(`after` = ULong.MAX_VALUE, `limit` = 0.toUInt()) },
        HostileCall("Griffie.journal_facts limit: least") { it.griffie.`journalFacts`(`after` = 0.toULong(), `limit` = UInt.MIN_VALUE) },
        HostileCall("Griffie.journal_facts limit: most") { it.griffie.`journalFacts`(`after` = 0.toULong(), `limit` = UInt.MAX_VALUE) },
        HostileCall("Griffie.route_now plain") { it.griffie.`routeNow`() },
        HostileCall("Griffie.watch_archive plain") { it.griffie.`watchArchive`(`listener` = SomeArchiveListener(throws = false)) },
        HostileCall("Griffie.watch_archive listener: throws") { it.griffie.`watchArchive`(`listener` = SomeArchiveListener(throws = true)) },
        HostileCall("Griffie.carry_in plain") { it.griffie.`carryIn`(`folder` = "x") },
        HostileCall("Griffie.carry_in folder: empty") { it.griffie.`carryIn`(`folder` = "") },
        HostileCall("Griffie.carry_in folder: huge") { it.griffie.`carryIn`(`folder` = HUGE) },
        HostileCall("Griffie.carry_in folder: bidi") { it.griffie.`carryIn`(`folder` = BIDI) },
        HostileCall("Griffie.carry_in folder: nul") { it.griffie.`carryIn`(`folder` = NUL) },
        HostileCall("Griffie.carry_in folder: path") { it.griffie.`carryIn`(`folder` = PATH) },
        HostileCall("Griffie.carry_in folder: half a pair") { it.griffie.`carryIn`(`folder` = HALF) },
        HostileCall("Griffie.carry_out plain") { it.griffie.`carryOut`(`folder` = "x") },
        HostileCall("Griffie.carry_out folder: empty") { it.griffie.`carryOut`(`folder` = "") },
        HostileCall("Griffie.carry_out folder: huge") { it.griffie.`carryOut`(`folder` = HUGE) },
        HostileCall("Griffie.carry_out folder: bidi") { it.griffie.`carryOut`(`folder` = BIDI) },
        HostileCall("Griffie.carry_out folder: nul") { it.griffie.`carryOut`(`folder` = NUL) },
        HostileCall("Griffie.carry_out folder: path") { it.griffie.`carryOut`(`folder` = PATH) },
        HostileCall("Griffie.carry_out folder: half a pair") { it.griffie.`carryOut`(`folder` = HALF) },
        HostileCall("Griffie.devices plain") { it.griffie.`devices`() },
        HostileCall("Griffie.recover plain") { it.griffie.`recover`(`key` = "x") },
        HostileCall("Griffie.recover key: empty") { it.griffie.`recover`(`key` = "") },
        HostileCall("Griffie.recover key: huge") { it.griffie.`recover`(`key` = HUGE) },
        HostileCall("Griffie.recover key: bidi") { it.griffie.`recover`(`key` = BIDI) },
        HostileCall("Griffie.recover key: nul") { it.griffie.`recover`(`key` = NUL) },
        HostileCall("Griffie.recover key: path") { it.griffie.`recover`(`key` = PATH) },
        HostileCall("Griffie.recover key: half a pair") { it.griffie.`recover`(`key` = HALF) },
        HostileCall("Griffie.recovery plain") { it.griffie.`recovery`() },
        HostileCall("Griffie.recovery_key plain") { it.griffie.`recoveryKey`() },
        HostileCall("Griffie.create_room plain") { it.griffie.`createRoom`(`draft` = RoomDraft(`name` = null, `topic` = null, `invite` = listOf(), `direct` = true, `encrypted` = true)) },
        HostileCall("Griffie.create_room draft.name: there") { it.griffie.`createRoom`(`draft` = RoomDraft(`name` = "x", `topic` = null, `invite` = listOf(), `direct` = true, `encrypted` = true)) },
        HostileCall("Griffie.create_room draft.name: empty") { it.griffie.`createRoom`(`draft` = RoomDraft(`name` = "", `topic` = null, `invite` = listOf(), `direct` = true, `encrypted` = true)) },
        HostileCall("Griffie.create_room draft.name: huge") { it.griffie.`createRoom`(`draft` = RoomDraft(`name` = HUGE, `topic` = null, `invite` = listOf(), `direct` = true, `encrypted` = true)) },
        HostileCall("Griffie.create_room draft.name: bidi") { it.griffie.`createRoom`(`draft` = RoomDraft(`name` = BIDI, `topic` = null, `invite` = listOf(), `direct` = true, `encrypted` = true)) },
        HostileCall("Griffie.create_room draft.name: nul") { it.griffie.`createRoom`(`draft` = RoomDraft(`name` = NUL, `topic` = null, `invite` = listOf(), `direct` = true, `encrypted` = true)) },
        HostileCall("Griffie.create_room draft.name: path") { it.griffie.`createRoom`(`draft` = RoomDraft(`name` = PATH, `topic` = null, `invite` = listOf(), `direct` = true, `encrypted` = true)) },
        HostileCall("Griffie.create_room draft.name: half a pair") { it.griffie.`createRoom`(`draft` = RoomDraft(`name` = HALF, `topic` = null, `invite` = listOf(), `direct` = true, `encrypted` = true)) },
        HostileCall("Griffie.create_room draft.topic: there") { it.griffie.`createRoom`(`draft` = RoomDraft(`name` = null, `topic` = "x", `invite` = listOf(), `direct` = true, `encrypted` = true)) },
        HostileCall("Griffie.create_room draft.topic: empty") { it.griffie.`createRoom`(`draft` = RoomDraft(`name` = null, `topic` = "", `invite` = listOf(), `direct` = true, `encrypted` = true)) },
        HostileCall("Griffie.create_room draft.topic: huge") { it.griffie.`createRoom`(`draft` = RoomDraft(`name` = null, `topic` = HUGE, `invite` = listOf(), `direct` = true, `encrypted` = true)) },
        HostileCall("Griffie.create_room draft.topic: bidi") { it.griffie.`createRoom`(`draft` = RoomDraft(`name` = null, `topic` = BIDI, `invite` = listOf(), `direct` = true, `encrypted` = true)) },
        HostileCall("Griffie.create_room draft.topic: nul") { it.griffie.`createRoom`(`draft` = RoomDraft(`name` = null, `topic` = NUL, `invite` = listOf(), `direct` = true, `encrypted` = true)) },
        HostileCall("Griffie.create_room draft.topic: path") { it.griffie.`createRoom`(`draft` = RoomDraft(`name` = null, `topic` = PATH, `invite` = listOf(), `direct` = true, `encrypted` = true)) },
        HostileCall("Griffie.create_room draft.topic: half a pair") { it.griffie.`createRoom`(`draft` = RoomDraft(`name` = null, `topic` = HALF, `invite` = listOf(), `direct` = true, `encrypted` = true)) },
        HostileCall("Griffie.create_room draft.invite: many") { it.griffie.`createRoom`(`draft` = RoomDraft(`name` = null, `topic` = null, `invite` = List(10000) { UserId("@nobody:example.org") }, `direct` = true, `encrypted` = true)) },
        HostileCall("Griffie.create_room draft.invite: empty") { it.griffie.`createRoom`(`draft` = RoomDraft(`name` = null, `topic` = null, `invite` = listOf(UserId("")), `direct` = true, `encrypted` = true)) },
        HostileCall("Griffie.create_room draft.invite: huge") { it.griffie.`createRoom`(`draft` = RoomDraft(`name` = null, `topic` = null, `invite` = listOf(UserId(HUGE)), `direct` = true, `encrypted` = true)) },
        HostileCall("Griffie.create_room draft.invite: bidi") { it.griffie.`createRoom`(`draft` = RoomDraft(`name` = null, `topic` = null, `invite` = listOf(UserId(BIDI)), `direct` = true, `encrypted` = true)) },
        HostileCall("Griffie.create_room draft.invite: nul") { it.griffie.`createRoom`(`draft` = RoomDraft(`name` = null, `topic` = null, `invite` = listOf(UserId(NUL)), `direct` = true, `encrypted` = true)) },
        HostileCall("Griffie.create_room draft.invite: path") { it.griffie.`createRoom`(`draft` = RoomDraft(`name` = null, `topic` = null, `invite` = listOf(UserId(PATH)), `direct` = true, `encrypted` = true)) },
        HostileCall("Griffie.create_room draft.invite: half a pair") { it.griffie.`createRoom`(`draft` = RoomDraft(`name` = null, `topic` = null, `invite` = listOf(UserId(HALF)), `direct` = true, `encrypted` = true)) },
        HostileCall("Griffie.create_room draft.direct: false") { it.griffie.`createRoom`(`draft` = RoomDraft(`name` = null, `topic` = null, `invite` = listOf(), `direct` = false, `encrypted` = true)) },
        HostileCall("Griffie.create_room draft.encrypted: false") { it.griffie.`createRoom`(`draft` = RoomDraft(`name` = null, `topic` = null, `invite` = listOf(), `direct` = true, `encrypted` = false)) },
        HostileCall("Griffie.join plain") { it.griffie.`join`(`idOrAlias` = "x") },
        HostileCall("Griffie.join id_or_alias: empty") { it.griffie.`join`(`idOrAlias` = "") },
        HostileCall("Griffie.join id_or_alias: huge") { it.griffie.`join`(`idOrAlias` = HUGE) },
        HostileCall("Griffie.join id_or_alias: bidi") { it.griffie.`join`(`idOrAlias` = BIDI) },
        HostileCall("Griffie.join id_or_alias: nul") { it.griffie.`join`(`idOrAlias` = NUL) },
        HostileCall("Griffie.join id_or_alias: path") { it.griffie.`join`(`idOrAlias` = PATH) },
        HostileCall("Griffie.join id_or_alias: half a pair") { it.griffie.`join`(`idOrAlias` = HALF) },
        HostileCall("Griffie.room plain") { it.griffie.`room`(`id` = RoomId("!nowhere:example.org")) },
        HostileCall("Griffie.room id: empty") { it.griffie.`room`(`id` = RoomId("")) },
        HostileCall("Griffie.room id: huge") { it.griffie.`room`(`id` = RoomId(HUGE)) },
        HostileCall("Griffie.room id: bidi") { it.griffie.`room`(`id` = RoomId(BIDI)) },
        HostileCall("Griffie.room id: nul") { it.griffie.`room`(`id` = RoomId(NUL)) },
        HostileCall("Griffie.room id: path") { it.griffie.`room`(`id` = RoomId(PATH)) },
        HostileCall("Griffie.room id: half a pair") { it.griffie.`room`(`id` = RoomId(HALF)) },
        HostileCall("Griffie.rooms plain") { it.griffie.`rooms`() },
        HostileCall("Griffie.search plain") { it.griffie.`search`(`words` = "x") },
        HostileCall("Griffie.search words: empty") { it.griffie.`search`(`words` = "") },
        HostileCall("Griffie.search words: huge") { it.griffie.`search`(`words` = HUGE) },
        HostileCall("Griffie.search words: bidi") { it.griffie.`search`(`words` = BIDI) },
        HostileCall("Griffie.search words: nul") { it.griffie.`search`(`words` = NUL) },
        HostileCall("Griffie.search words: path") { it.griffie.`search`(`words` = PATH) },
        HostileCall("Griffie.search words: half a pair") { it.griffie.`search`(`words` = HALF) },
        HostileCall("Griffie.watch_rooms plain") { it.griffie.`watchRooms`(`listener` = SomeRoomListListener(throws = false)) },
        HostileCall("Griffie.watch_rooms listener: throws") { it.griffie.`watchRooms`(`listener` = SomeRoomListListener(throws = true)) },
        HostileCall("Griffie.stop plain") { it.griffie.`stop`() },
        HostileCall("Griffie.sign_out plain") { it.griffie.`signOut`() },
    )

private fun roomCalls() =
    listOf(
        HostileCall("Room.id plain") { it.room.`id`() },
        HostileCall("Room.invite plain") { it.room.`invite`(`user` = UserId("@nobody:example.org")) },
        HostileCall("Room.invite user: empty") { it.room.`invite`(`user` = UserId("")) },
        HostileCall("Room.invite user: huge") { it.room.`invite`(`user` = UserId(HUGE)) },
        HostileCall("Room.invite user: bidi") { it.room.`invite`(`user` = UserId(BIDI)) },
        HostileCall("Room.invite user: nul") { it.room.`invite`(`user` = UserId(NUL)) },
        HostileCall("Room.invite user: path") { it.room.`invite`(`user` = UserId(PATH)) },
        HostileCall("Room.invite user: half a pair") { it.room.`invite`(`user` = UserId(HALF)) },
        HostileCall("Room.leave plain") { it.room.`leave`(`reason` = null) },
        HostileCall("Room.leave reason: there") { it.room.`leave`(`reason` = "x") },
        HostileCall("Room.leave reason: empty") { it.room.`leave`(`reason` = "") },
        HostileCall("Room.leave reason: huge") { it.room.`leave`(`reason` = HUGE) },
        HostileCall("Room.leave reason: bidi") { it.room.`leave`(`reason` = BIDI) },
        HostileCall("Room.leave reason: nul") { it.room.`leave`(`reason` = NUL) },
        HostileCall("Room.leave reason: path") { it.room.`leave`(`reason` = PATH) },
        HostileCall("Room.leave reason: half a pair") { it.room.`leave`(`reason` = HALF) },
        HostileCall("Room.mark_read plain") { it.room.`markRead`(`event` = EventId("\$nothing")) },
        HostileCall("Room.mark_read event: empty") { it.room.`markRead`(`event` = EventId("")) },
        HostileCall("Room.mark_read event: huge") { it.room.`markRead`(`event` = EventId(HUGE)) },
        HostileCall("Room.mark_read event: bidi") { it.room.`markRead`(`event` = EventId(BIDI)) },
        HostileCall("Room.mark_read event: nul") { it.room.`markRead`(`event` = EventId(NUL)) },
        HostileCall("Room.mark_read event: path") { it.room.`markRead`(`event` = EventId(PATH)) },
        HostileCall("Room.mark_read event: half a pair") { it.room.`markRead`(`event` = EventId(HALF)) },
        HostileCall("Room.members plain") { it.room.`members`() },
        HostileCall("Room.remove plain") { it.room.`remove`(`user` = UserId("@nobody:example.org"), `reason` = null) },
        HostileCall("Room.remove user: empty") { it.room.`remove`(`user` = UserId(""), `reason` = null) },
        HostileCall("Room.remove user: huge") { it.room.`remove`(`user` = UserId(HUGE), `reason` = null) },
        HostileCall("Room.remove user: bidi") { it.room.`remove`(`user` = UserId(BIDI), `reason` = null) },
        HostileCall("Room.remove user: nul") { it.room.`remove`(`user` = UserId(NUL), `reason` = null) },
        HostileCall("Room.remove user: path") { it.room.`remove`(`user` = UserId(PATH), `reason` = null) },
        HostileCall("Room.remove user: half a pair") { it.room.`remove`(`user` = UserId(HALF), `reason` = null) },
        HostileCall("Room.remove reason: there") { it.room.`remove`(`user` = UserId("@nobody:example.org"), `reason` = "x") },
        HostileCall("Room.remove reason: empty") { it.room.`remove`(`user` = UserId("@nobody:example.org"), `reason` = "") },
        HostileCall("Room.remove reason: huge") { it.room.`remove`(`user` = UserId("@nobody:example.org"), `reason` = HUGE) },
        HostileCall("Room.remove reason: bidi") { it.room.`remove`(`user` = UserId("@nobody:example.org"), `reason` = BIDI) },
        HostileCall("Room.remove reason: nul") { it.room.`remove`(`user` = UserId("@nobody:example.org"), `reason` = NUL) },
        HostileCall("Room.remove reason: path") { it.room.`remove`(`user` = UserId("@nobody:example.org"), `reason` = PATH) },
        HostileCall("Room.remove reason: half a pair") { it.room.`remove`(`user` = UserId("@nobody:example.org"), `reason` = HALF) },
        HostileCall("Room.set_power plain") { it.room.`setPower`(`user` = UserId("@nobody:example.org"), `power` = 0.toLong()) },
        HostileCall("Room.set_power user: empty") { it.room.`setPower`(`user` = UserId(""), `power` = 0.toLong()) },
        HostileCall("Room.set_power user: huge") { it.room.`setPower`(`user` = UserId(HUGE), `power` = 0.toLong()) },
        HostileCall("Room.set_power user: bidi") { it.room.`setPower`(`user` = UserId(BIDI), `power` = 0.toLong()) },
        HostileCall("Room.set_power user: nul") { it.room.`setPower`(`user` = UserId(NUL), `power` = 0.toLong()) },
        HostileCall("Room.set_power user: path") { it.room.`setPower`(`user` = UserId(PATH), `power` = 0.toLong()) },
        HostileCall("Room.set_power user: half a pair") { it.room.`setPower`(`user` = UserId(HALF), `power` = 0.toLong()) },
        HostileCall("Room.set_power power: least") { it.room.`setPower`(`user` = UserId("@nobody:example.org"), `power` = Long.MIN_VALUE) },
        HostileCall("Room.set_power power: most") { it.room.`setPower`(`user` = UserId("@nobody:example.org"), `power` = Long.MAX_VALUE) },
        HostileCall("Room.timeline plain") { it.room.`timeline`() },
        HostileCall("Room.typing plain") { it.room.`typing`(`on` = true) },
        HostileCall("Room.typing on: false") { it.room.`typing`(`on` = false) },
        HostileCall("Room.watch_members plain") { it.room.`watchMembers`(`listener` = SomeMembersListener(throws = false)) },
        HostileCall("Room.watch_members listener: throws") { it.room.`watchMembers`(`listener` = SomeMembersListener(throws = true)) },
        HostileCall("Room.cancel_fetch plain") { it.room.`cancelFetch`(`event` = EventId("\$nothing")) },
        HostileCall("Room.cancel_fetch event: empty") { it.room.`cancelFetch`(`event` = EventId("")) },
        HostileCall("Room.cancel_fetch event: huge") { it.room.`cancelFetch`(`event` = EventId(HUGE)) },
        HostileCall("Room.cancel_fetch event: bidi") { it.room.`cancelFetch`(`event` = EventId(BIDI)) },
        HostileCall("Room.cancel_fetch event: nul") { it.room.`cancelFetch`(`event` = EventId(NUL)) },
        HostileCall("Room.cancel_fetch event: path") { it.room.`cancelFetch`(`event` = EventId(PATH)) },
        HostileCall("Room.cancel_fetch event: half a pair") { it.room.`cancelFetch`(`event` = EventId(HALF)) },
        HostileCall("Room.cancel_send plain") { it.room.`cancelSend`(`transaction` = TransactionId("griffie-0")) },
        HostileCall("Room.cancel_send transaction: empty") { it.room.`cancelSend`(`transaction` = TransactionId("")) },
        HostileCall("Room.cancel_send transaction: huge") { it.room.`cancelSend`(`transaction` = TransactionId(HUGE)) },
        HostileCall("Room.cancel_send transaction: bidi") { it.room.`cancelSend`(`transaction` = TransactionId(BIDI)) },
        HostileCall("Room.cancel_send transaction: nul") { it.room.`cancelSend`(`transaction` = TransactionId(NUL)) },
        HostileCall("Room.cancel_send transaction: path") { it.room.`cancelSend`(`transaction` = TransactionId(PATH)) },
        HostileCall("Room.cancel_send transaction: half a pair") { it.room.`cancelSend`(`transaction` = TransactionId(HALF)) },
        HostileCall("Room.save_file plain") { it.room.`saveFile`(`event` = EventId("\$nothing"), `toPath` = "x") },
        HostileCall("Room.save_file event: empty") { it.room.`saveFile`(`event` = EventId(""), `toPath` = "x") },
        HostileCall("Room.save_file event: huge") { it.room.`saveFile`(`event` = EventId(HUGE), `toPath` = "x") },
        HostileCall("Room.save_file event: bidi") { it.room.`saveFile`(`event` = EventId(BIDI), `toPath` = "x") },
        HostileCall("Room.save_file event: nul") { it.room.`saveFile`(`event` = EventId(NUL), `toPath` = "x") },
        HostileCall("Room.save_file event: path") { it.room.`saveFile`(`event` = EventId(PATH), `toPath` = "x") },
        HostileCall("Room.save_file event: half a pair") { it.room.`saveFile`(`event` = EventId(HALF), `toPath` = "x") },
        HostileCall("Room.save_file to_path: empty") { it.room.`saveFile`(`event` = EventId("\$nothing"), `toPath` = "") },
        HostileCall("Room.save_file to_path: huge") { it.room.`saveFile`(`event` = EventId("\$nothing"), `toPath` = HUGE) },
        HostileCall("Room.save_file to_path: bidi") { it.room.`saveFile`(`event` = EventId("\$nothing"), `toPath` = BIDI) },
        HostileCall("Room.save_file to_path: nul") { it.room.`saveFile`(`event` = EventId("\$nothing"), `toPath` = NUL) },
        HostileCall("Room.save_file to_path: path") { it.room.`saveFile`(`event` = EventId("\$nothing"), `toPath` = PATH) },
        HostileCall("Room.save_file to_path: half a pair") { it.room.`saveFile`(`event` = EventId("\$nothing"), `toPath` = HALF) },
        HostileCall("Room.thumbnail plain") { it.room.`thumbnail`(`event` = EventId("\$nothing"), `maxEdge` = 0.toUInt()) },
        HostileCall("Room.thumbnail event: empty") { it.room.`thumbnail`(`event` = EventId(""), `maxEdge` = 0.toUInt()) },
        HostileCall("Room.thumbnail event: huge") { it.room.`thumbnail`(`event` = EventId(HUGE), `maxEdge` = 0.toUInt()) },
        HostileCall("Room.thumbnail event: bidi") { it.room.`thumbnail`(`event` = EventId(BIDI), `maxEdge` = 0.toUInt()) },
        HostileCall("Room.thumbnail event: nul") { it.room.`thumbnail`(`event` = EventId(NUL), `maxEdge` = 0.toUInt()) },
        HostileCall("Room.thumbnail event: path") { it.room.`thumbnail`(`event` = EventId(PATH), `maxEdge` = 0.toUInt()) },
        HostileCall("Room.thumbnail event: half a pair") { it.room.`thumbnail`(`event` = EventId(HALF), `maxEdge` = 0.toUInt()) },
        HostileCall("Room.thumbnail max_edge: least") { it.room.`thumbnail`(`event` = EventId("\$nothing"), `maxEdge` = UInt.MIN_VALUE) },
        HostileCall("Room.thumbnail max_edge: most") { it.room.`thumbnail`(`event` = EventId("\$nothing"), `maxEdge` = UInt.MAX_VALUE) },
        HostileCall("Room.watch_transfer plain") { it.room.`watchTransfer`(`of` = TransferId.Sending(`transaction` = TransactionId("griffie-0")), `listener` = SomeTransferListener(throws = false)) },
        HostileCall("Room.watch_transfer of: Sending") { it.room.`watchTransfer`(`of` = TransferId.Sending(`transaction` = TransactionId("griffie-0")), `listener` = SomeTransferListener(throws = false)) },
        HostileCall("Room.watch_transfer of.Sending.transaction: empty") { it.room.`watchTransfer`(`of` = TransferId.Sending(`transaction` = TransactionId("")), `listener` = SomeTransferListener(throws = false)) },
        HostileCall("Room.watch_transfer of.Sending.transaction: huge") { it.room.`watchTransfer`(`of` = TransferId.Sending(`transaction` = TransactionId(HUGE)), `listener` = SomeTransferListener(throws = false)) },
        HostileCall("Room.watch_transfer of.Sending.transaction: bidi") { it.room.`watchTransfer`(`of` = TransferId.Sending(`transaction` = TransactionId(BIDI)), `listener` = SomeTransferListener(throws = false)) },
        HostileCall("Room.watch_transfer of.Sending.transaction: nul") { it.room.`watchTransfer`(`of` = TransferId.Sending(`transaction` = TransactionId(NUL)), `listener` = SomeTransferListener(throws = false)) },
        HostileCall("Room.watch_transfer of.Sending.transaction: path") { it.room.`watchTransfer`(`of` = TransferId.Sending(`transaction` = TransactionId(PATH)), `listener` = SomeTransferListener(throws = false)) },
        HostileCall("Room.watch_transfer of.Sending.transaction: half a pair") { it.room.`watchTransfer`(`of` = TransferId.Sending(`transaction` = TransactionId(HALF)), `listener` = SomeTransferListener(throws = false)) },
        HostileCall("Room.watch_transfer of: Fetching") { it.room.`watchTransfer`(`of` = TransferId.Fetching(`event` = EventId("\$nothing")), `listener` = SomeTransferListener(throws = false)) },
        HostileCall("Room.watch_transfer of.Fetching.event: empty") { it.room.`watchTransfer`(`of` = TransferId.Fetching(`event` = EventId("")), `listener` = SomeTransferListener(throws = false)) },
        HostileCall("Room.watch_transfer of.Fetching.event: huge") { it.room.`watchTransfer`(`of` = TransferId.Fetching(`event` = EventId(HUGE)), `listener` = SomeTransferListener(throws = false)) },
        HostileCall("Room.watch_transfer of.Fetching.event: bidi") { it.room.`watchTransfer`(`of` = TransferId.Fetching(`event` = EventId(BIDI)), `listener` = SomeTransferListener(throws = false)) },
        HostileCall("Room.watch_transfer of.Fetching.event: nul") { it.room.`watchTransfer`(`of` = TransferId.Fetching(`event` = EventId(NUL)), `listener` = SomeTransferListener(throws = false)) },
        HostileCall("Room.watch_transfer of.Fetching.event: path") { it.room.`watchTransfer`(`of` = TransferId.Fetching(`event` = EventId(PATH)), `listener` = SomeTransferListener(throws = false)) },
        HostileCall("Room.watch_transfer of.Fetching.event: half a pair") { it.room.`watchTransfer`(`of` = TransferId.Fetching(`event` = EventId(HALF)), `listener` = SomeTransferListener(throws = false)) },
        HostileCall("Room.watch_transfer listener: throws") { it.room.`watchTransfer`(`of` = TransferId.Sending(`transaction` = TransactionId("griffie-0")), `listener` = SomeTransferListener(throws = true)) },
        HostileCall("Room.edit plain") { it.room.`edit`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = listOf())) },
        HostileCall("Room.edit event: empty") { it.room.`edit`(`event` = EventId(""), `draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = listOf())) },
        HostileCall("Room.edit event: huge") { it.room.`edit`(`event` = EventId(HUGE), `draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = listOf())) },
        HostileCall("Room.edit event: bidi") { it.room.`edit`(`event` = EventId(BIDI), `draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = listOf())) },
        HostileCall("Room.edit event: nul") { it.room.`edit`(`event` = EventId(NUL), `draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = listOf())) },
        HostileCall("Room.edit event: path") { it.room.`edit`(`event` = EventId(PATH), `draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = listOf())) },
        HostileCall("Room.edit event: half a pair") { it.room.`edit`(`event` = EventId(HALF), `draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = listOf())) },
        HostileCall("Room.edit draft.text: empty") { it.room.`edit`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = "", `formatted` = null, `mentions` = listOf())) },
        HostileCall("Room.edit draft.text: huge") { it.room.`edit`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = HUGE, `formatted` = null, `mentions` = listOf())) },
        HostileCall("Room.edit draft.text: bidi") { it.room.`edit`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = BIDI, `formatted` = null, `mentions` = listOf())) },
        HostileCall("Room.edit draft.text: nul") { it.room.`edit`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = NUL, `formatted` = null, `mentions` = listOf())) },
        HostileCall("Room.edit draft.text: path") { it.room.`edit`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = PATH, `formatted` = null, `mentions` = listOf())) },
        HostileCall("Room.edit draft.text: half a pair") { it.room.`edit`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = HALF, `formatted` = null, `mentions` = listOf())) },
        HostileCall("Room.edit draft.formatted: there") { it.room.`edit`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = "x", `formatted` = "x", `mentions` = listOf())) },
        HostileCall("Room.edit draft.formatted: empty") { it.room.`edit`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = "x", `formatted` = "", `mentions` = listOf())) },
        HostileCall("Room.edit draft.formatted: huge") { it.room.`edit`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = "x", `formatted` = HUGE, `mentions` = listOf())) },
        HostileCall("Room.edit draft.formatted: bidi") { it.room.`edit`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = "x", `formatted` = BIDI, `mentions` = listOf())) },
        HostileCall("Room.edit draft.formatted: nul") { it.room.`edit`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = "x", `formatted` = NUL, `mentions` = listOf())) },
        HostileCall("Room.edit draft.formatted: path") { it.room.`edit`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = "x", `formatted` = PATH, `mentions` = listOf())) },
        HostileCall("Room.edit draft.formatted: half a pair") { it.room.`edit`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = "x", `formatted` = HALF, `mentions` = listOf())) },
        HostileCall("Room.edit draft.mentions: many") { it.room.`edit`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = List(10000) { UserId("@nobody:example.org") })) },
        HostileCall("Room.edit draft.mentions: empty") { it.room.`edit`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = listOf(UserId("")))) },
        HostileCall("Room.edit draft.mentions: huge") { it.room.`edit`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = listOf(UserId(HUGE)))) },
        HostileCall("Room.edit draft.mentions: bidi") { it.room.`edit`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = listOf(UserId(BIDI)))) },
        HostileCall("Room.edit draft.mentions: nul") { it.room.`edit`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = listOf(UserId(NUL)))) },
        HostileCall("Room.edit draft.mentions: path") { it.room.`edit`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = listOf(UserId(PATH)))) },
        HostileCall("Room.edit draft.mentions: half a pair") { it.room.`edit`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = listOf(UserId(HALF)))) },
        HostileCall("Room.react plain") { it.room.`react`(`event` = EventId("\$nothing"), `key` = "x") },
        HostileCall("Room.react event: empty") { it.room.`react`(`event` = EventId(""), `key` = "x") },
        HostileCall("Room.react event: huge") { it.room.`react`(`event` = EventId(HUGE), `key` = "x") },
        HostileCall("Room.react event: bidi") { it.room.`react`(`event` = EventId(BIDI), `key` = "x") },
        HostileCall("Room.react event: nul") { it.room.`react`(`event` = EventId(NUL), `key` = "x") },
        HostileCall("Room.react event: path") { it.room.`react`(`event` = EventId(PATH), `key` = "x") },
        HostileCall("Room.react event: half a pair") { it.room.`react`(`event` = EventId(HALF), `key` = "x") },
        HostileCall("Room.react key: empty") { it.room.`react`(`event` = EventId("\$nothing"), `key` = "") },
        HostileCall("Room.react key: huge") { it.room.`react`(`event` = EventId("\$nothing"), `key` = HUGE) },
        HostileCall("Room.react key: bidi") { it.room.`react`(`event` = EventId("\$nothing"), `key` = BIDI) },
        HostileCall("Room.react key: nul") { it.room.`react`(`event` = EventId("\$nothing"), `key` = NUL) },
        HostileCall("Room.react key: path") { it.room.`react`(`event` = EventId("\$nothing"), `key` = PATH) },
        HostileCall("Room.react key: half a pair") { it.room.`react`(`event` = EventId("\$nothing"), `key` = HALF) },
        HostileCall("Room.redact plain") { it.room.`redact`(`event` = EventId("\$nothing"), `reason` = null) },
        HostileCall("Room.redact event: empty") { it.room.`redact`(`event` = EventId(""), `reason` = null) },
        HostileCall("Room.redact event: huge") { it.room.`redact`(`event` = EventId(HUGE), `reason` = null) },
        HostileCall("Room.redact event: bidi") { it.room.`redact`(`event` = EventId(BIDI), `reason` = null) },
        HostileCall("Room.redact event: nul") { it.room.`redact`(`event` = EventId(NUL), `reason` = null) },
        HostileCall("Room.redact event: path") { it.room.`redact`(`event` = EventId(PATH), `reason` = null) },
        HostileCall("Room.redact event: half a pair") { it.room.`redact`(`event` = EventId(HALF), `reason` = null) },
        HostileCall("Room.redact reason: there") { it.room.`redact`(`event` = EventId("\$nothing"), `reason` = "x") },
        HostileCall("Room.redact reason: empty") { it.room.`redact`(`event` = EventId("\$nothing"), `reason` = "") },
        HostileCall("Room.redact reason: huge") { it.room.`redact`(`event` = EventId("\$nothing"), `reason` = HUGE) },
        HostileCall("Room.redact reason: bidi") { it.room.`redact`(`event` = EventId("\$nothing"), `reason` = BIDI) },
        HostileCall("Room.redact reason: nul") { it.room.`redact`(`event` = EventId("\$nothing"), `reason` = NUL) },
        HostileCall("Room.redact reason: path") { it.room.`redact`(`event` = EventId("\$nothing"), `reason` = PATH) },
        HostileCall("Room.redact reason: half a pair") { it.room.`redact`(`event` = EventId("\$nothing"), `reason` = HALF) },
        HostileCall("Room.reply plain") { it.room.`reply`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = listOf())) },
        HostileCall("Room.reply event: empty") { it.room.`reply`(`event` = EventId(""), `draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = listOf())) },
        HostileCall("Room.reply event: huge") { it.room.`reply`(`event` = EventId(HUGE), `draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = listOf())) },
        HostileCall("Room.reply event: bidi") { it.room.`reply`(`event` = EventId(BIDI), `draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = listOf())) },
        HostileCall("Room.reply event: nul") { it.room.`reply`(`event` = EventId(NUL), `draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = listOf())) },
        HostileCall("Room.reply event: path") { it.room.`reply`(`event` = EventId(PATH), `draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = listOf())) },
        HostileCall("Room.reply event: half a pair") { it.room.`reply`(`event` = EventId(HALF), `draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = listOf())) },
        HostileCall("Room.reply draft.text: empty") { it.room.`reply`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = "", `formatted` = null, `mentions` = listOf())) },
        HostileCall("Room.reply draft.text: huge") { it.room.`reply`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = HUGE, `formatted` = null, `mentions` = listOf())) },
        HostileCall("Room.reply draft.text: bidi") { it.room.`reply`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = BIDI, `formatted` = null, `mentions` = listOf())) },
        HostileCall("Room.reply draft.text: nul") { it.room.`reply`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = NUL, `formatted` = null, `mentions` = listOf())) },
        HostileCall("Room.reply draft.text: path") { it.room.`reply`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = PATH, `formatted` = null, `mentions` = listOf())) },
        HostileCall("Room.reply draft.text: half a pair") { it.room.`reply`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = HALF, `formatted` = null, `mentions` = listOf())) },
        HostileCall("Room.reply draft.formatted: there") { it.room.`reply`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = "x", `formatted` = "x", `mentions` = listOf())) },
        HostileCall("Room.reply draft.formatted: empty") { it.room.`reply`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = "x", `formatted` = "", `mentions` = listOf())) },
        HostileCall("Room.reply draft.formatted: huge") { it.room.`reply`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = "x", `formatted` = HUGE, `mentions` = listOf())) },
        HostileCall("Room.reply draft.formatted: bidi") { it.room.`reply`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = "x", `formatted` = BIDI, `mentions` = listOf())) },
        HostileCall("Room.reply draft.formatted: nul") { it.room.`reply`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = "x", `formatted` = NUL, `mentions` = listOf())) },
        HostileCall("Room.reply draft.formatted: path") { it.room.`reply`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = "x", `formatted` = PATH, `mentions` = listOf())) },
        HostileCall("Room.reply draft.formatted: half a pair") { it.room.`reply`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = "x", `formatted` = HALF, `mentions` = listOf())) },
        HostileCall("Room.reply draft.mentions: many") { it.room.`reply`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = List(10000) { UserId("@nobody:example.org") })) },
        HostileCall("Room.reply draft.mentions: empty") { it.room.`reply`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = listOf(UserId("")))) },
        HostileCall("Room.reply draft.mentions: huge") { it.room.`reply`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = listOf(UserId(HUGE)))) },
        HostileCall("Room.reply draft.mentions: bidi") { it.room.`reply`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = listOf(UserId(BIDI)))) },
        HostileCall("Room.reply draft.mentions: nul") { it.room.`reply`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = listOf(UserId(NUL)))) },
        HostileCall("Room.reply draft.mentions: path") { it.room.`reply`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = listOf(UserId(PATH)))) },
        HostileCall("Room.reply draft.mentions: half a pair") { it.room.`reply`(`event` = EventId("\$nothing"), `draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = listOf(UserId(HALF)))) },
        HostileCall("Room.send_file plain") { it.room.`sendFile`(`draft` = FileDraft(`path` = "x", `caption` = null, `mediaType` = null)) },
        HostileCall("Room.send_file draft.path: empty") { it.room.`sendFile`(`draft` = FileDraft(`path` = "", `caption` = null, `mediaType` = null)) },
        HostileCall("Room.send_file draft.path: huge") { it.room.`sendFile`(`draft` = FileDraft(`path` = HUGE, `caption` = null, `mediaType` = null)) },
        HostileCall("Room.send_file draft.path: bidi") { it.room.`sendFile`(`draft` = FileDraft(`path` = BIDI, `caption` = null, `mediaType` = null)) },
        HostileCall("Room.send_file draft.path: nul") { it.room.`sendFile`(`draft` = FileDraft(`path` = NUL, `caption` = null, `mediaType` = null)) },
        HostileCall("Room.send_file draft.path: path") { it.room.`sendFile`(`draft` = FileDraft(`path` = PATH, `caption` = null, `mediaType` = null)) },
        HostileCall("Room.send_file draft.path: half a pair") { it.room.`sendFile`(`draft` = FileDraft(`path` = HALF, `caption` = null, `mediaType` = null)) },
        HostileCall("Room.send_file draft.caption: there") { it.room.`sendFile`(`draft` = FileDraft(`path` = "x", `caption` = "x", `mediaType` = null)) },
        HostileCall("Room.send_file draft.caption: empty") { it.room.`sendFile`(`draft` = FileDraft(`path` = "x", `caption` = "", `mediaType` = null)) },
        HostileCall("Room.send_file draft.caption: huge") { it.room.`sendFile`(`draft` = FileDraft(`path` = "x", `caption` = HUGE, `mediaType` = null)) },
        HostileCall("Room.send_file draft.caption: bidi") { it.room.`sendFile`(`draft` = FileDraft(`path` = "x", `caption` = BIDI, `mediaType` = null)) },
        HostileCall("Room.send_file draft.caption: nul") { it.room.`sendFile`(`draft` = FileDraft(`path` = "x", `caption` = NUL, `mediaType` = null)) },
        HostileCall("Room.send_file draft.caption: path") { it.room.`sendFile`(`draft` = FileDraft(`path` = "x", `caption` = PATH, `mediaType` = null)) },
        HostileCall("Room.send_file draft.caption: half a pair") { it.room.`sendFile`(`draft` = FileDraft(`path` = "x", `caption` = HALF, `mediaType` = null)) },
        HostileCall("Room.send_file draft.media_type: there") { it.room.`sendFile`(`draft` = FileDraft(`path` = "x", `caption` = null, `mediaType` = "x")) },
        HostileCall("Room.send_file draft.media_type: empty") { it.room.`sendFile`(`draft` = FileDraft(`path` = "x", `caption` = null, `mediaType` = "")) },
        HostileCall("Room.send_file draft.media_type: huge") { it.room.`sendFile`(`draft` = FileDraft(`path` = "x", `caption` = null, `mediaType` = HUGE)) },
        HostileCall("Room.send_file draft.media_type: bidi") { it.room.`sendFile`(`draft` = FileDraft(`path` = "x", `caption` = null, `mediaType` = BIDI)) },
        HostileCall("Room.send_file draft.media_type: nul") { it.room.`sendFile`(`draft` = FileDraft(`path` = "x", `caption` = null, `mediaType` = NUL)) },
        HostileCall("Room.send_file draft.media_type: path") { it.room.`sendFile`(`draft` = FileDraft(`path` = "x", `caption` = null, `mediaType` = PATH)) },
        HostileCall("Room.send_file draft.media_type: half a pair") { it.room.`sendFile`(`draft` = FileDraft(`path` = "x", `caption` = null, `mediaType` = HALF)) },
        HostileCall("Room.send_picture plain") { it.room.`sendPicture`(`draft` = FileDraft(`path` = "x", `caption` = null, `mediaType` = null)) },
        HostileCall("Room.send_picture draft.path: empty") { it.room.`sendPicture`(`draft` = FileDraft(`path` = "", `caption` = null, `mediaType` = null)) },
        HostileCall("Room.send_picture draft.path: huge") { it.room.`sendPicture`(`draft` = FileDraft(`path` = HUGE, `caption` = null, `mediaType` = null)) },
        HostileCall("Room.send_picture draft.path: bidi") { it.room.`sendPicture`(`draft` = FileDraft(`path` = BIDI, `caption` = null, `mediaType` = null)) },
        HostileCall("Room.send_picture draft.path: nul") { it.room.`sendPicture`(`draft` = FileDraft(`path` = NUL, `caption` = null, `mediaType` = null)) },
        HostileCall("Room.send_picture draft.path: path") { it.room.`sendPicture`(`draft` = FileDraft(`path` = PATH, `caption` = null, `mediaType` = null)) },
        HostileCall("Room.send_picture draft.path: half a pair") { it.room.`sendPicture`(`draft` = FileDraft(`path` = HALF, `caption` = null, `mediaType` = null)) },
        HostileCall("Room.send_picture draft.caption: there") { it.room.`sendPicture`(`draft` = FileDraft(`path` = "x", `caption` = "x", `mediaType` = null)) },
        HostileCall("Room.send_picture draft.caption: empty") { it.room.`sendPicture`(`draft` = FileDraft(`path` = "x", `caption` = "", `mediaType` = null)) },
        HostileCall("Room.send_picture draft.caption: huge") { it.room.`sendPicture`(`draft` = FileDraft(`path` = "x", `caption` = HUGE, `mediaType` = null)) },
        HostileCall("Room.send_picture draft.caption: bidi") { it.room.`sendPicture`(`draft` = FileDraft(`path` = "x", `caption` = BIDI, `mediaType` = null)) },
        HostileCall("Room.send_picture draft.caption: nul") { it.room.`sendPicture`(`draft` = FileDraft(`path` = "x", `caption` = NUL, `mediaType` = null)) },
        HostileCall("Room.send_picture draft.caption: path") { it.room.`sendPicture`(`draft` = FileDraft(`path` = "x", `caption` = PATH, `mediaType` = null)) },
        HostileCall("Room.send_picture draft.caption: half a pair") { it.room.`sendPicture`(`draft` = FileDraft(`path` = "x", `caption` = HALF, `mediaType` = null)) },
        HostileCall("Room.send_picture draft.media_type: there") { it.room.`sendPicture`(`draft` = FileDraft(`path` = "x", `caption` = null, `mediaType` = "x")) },
        HostileCall("Room.send_picture draft.media_type: empty") { it.room.`sendPicture`(`draft` = FileDraft(`path` = "x", `caption` = null, `mediaType` = "")) },
        HostileCall("Room.send_picture draft.media_type: huge") { it.room.`sendPicture`(`draft` = FileDraft(`path` = "x", `caption` = null, `mediaType` = HUGE)) },
        HostileCall("Room.send_picture draft.media_type: bidi") { it.room.`sendPicture`(`draft` = FileDraft(`path` = "x", `caption` = null, `mediaType` = BIDI)) },
        HostileCall("Room.send_picture draft.media_type: nul") { it.room.`sendPicture`(`draft` = FileDraft(`path` = "x", `caption` = null, `mediaType` = NUL)) },
        HostileCall("Room.send_picture draft.media_type: path") { it.room.`sendPicture`(`draft` = FileDraft(`path` = "x", `caption` = null, `mediaType` = PATH)) },
        HostileCall("Room.send_picture draft.media_type: half a pair") { it.room.`sendPicture`(`draft` = FileDraft(`path` = "x", `caption` = null, `mediaType` = HALF)) },
        HostileCall("Room.send_state plain") { it.room.`sendState`(`transaction` = TransactionId("griffie-0")) },
        HostileCall("Room.send_state transaction: empty") { it.room.`sendState`(`transaction` = TransactionId("")) },
        HostileCall("Room.send_state transaction: huge") { it.room.`sendState`(`transaction` = TransactionId(HUGE)) },
        HostileCall("Room.send_state transaction: bidi") { it.room.`sendState`(`transaction` = TransactionId(BIDI)) },
        HostileCall("Room.send_state transaction: nul") { it.room.`sendState`(`transaction` = TransactionId(NUL)) },
        HostileCall("Room.send_state transaction: path") { it.room.`sendState`(`transaction` = TransactionId(PATH)) },
        HostileCall("Room.send_state transaction: half a pair") { it.room.`sendState`(`transaction` = TransactionId(HALF)) },
        HostileCall("Room.send_text plain") { it.room.`sendText`(`draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = listOf())) },
        HostileCall("Room.send_text draft.text: empty") { it.room.`sendText`(`draft` = TextDraft(`text` = "", `formatted` = null, `mentions` = listOf())) },
        HostileCall("Room.send_text draft.text: huge") { it.room.`sendText`(`draft` = TextDraft(`text` = HUGE, `formatted` = null, `mentions` = listOf())) },
        HostileCall("Room.send_text draft.text: bidi") { it.room.`sendText`(`draft` = TextDraft(`text` = BIDI, `formatted` = null, `mentions` = listOf())) },
        HostileCall("Room.send_text draft.text: nul") { it.room.`sendText`(`draft` = TextDraft(`text` = NUL, `formatted` = null, `mentions` = listOf())) },
        HostileCall("Room.send_text draft.text: path") { it.room.`sendText`(`draft` = TextDraft(`text` = PATH, `formatted` = null, `mentions` = listOf())) },
        HostileCall("Room.send_text draft.text: half a pair") { it.room.`sendText`(`draft` = TextDraft(`text` = HALF, `formatted` = null, `mentions` = listOf())) },
        HostileCall("Room.send_text draft.formatted: there") { it.room.`sendText`(`draft` = TextDraft(`text` = "x", `formatted` = "x", `mentions` = listOf())) },
        HostileCall("Room.send_text draft.formatted: empty") { it.room.`sendText`(`draft` = TextDraft(`text` = "x", `formatted` = "", `mentions` = listOf())) },
        HostileCall("Room.send_text draft.formatted: huge") { it.room.`sendText`(`draft` = TextDraft(`text` = "x", `formatted` = HUGE, `mentions` = listOf())) },
        HostileCall("Room.send_text draft.formatted: bidi") { it.room.`sendText`(`draft` = TextDraft(`text` = "x", `formatted` = BIDI, `mentions` = listOf())) },
        HostileCall("Room.send_text draft.formatted: nul") { it.room.`sendText`(`draft` = TextDraft(`text` = "x", `formatted` = NUL, `mentions` = listOf())) },
        HostileCall("Room.send_text draft.formatted: path") { it.room.`sendText`(`draft` = TextDraft(`text` = "x", `formatted` = PATH, `mentions` = listOf())) },
        HostileCall("Room.send_text draft.formatted: half a pair") { it.room.`sendText`(`draft` = TextDraft(`text` = "x", `formatted` = HALF, `mentions` = listOf())) },
        HostileCall("Room.send_text draft.mentions: many") { it.room.`sendText`(`draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = List(10000) { UserId("@nobody:example.org") })) },
        HostileCall("Room.send_text draft.mentions: empty") { it.room.`sendText`(`draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = listOf(UserId("")))) },
        HostileCall("Room.send_text draft.mentions: huge") { it.room.`sendText`(`draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = listOf(UserId(HUGE)))) },
        HostileCall("Room.send_text draft.mentions: bidi") { it.room.`sendText`(`draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = listOf(UserId(BIDI)))) },
        HostileCall("Room.send_text draft.mentions: nul") { it.room.`sendText`(`draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = listOf(UserId(NUL)))) },
        HostileCall("Room.send_text draft.mentions: path") { it.room.`sendText`(`draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = listOf(UserId(PATH)))) },
        HostileCall("Room.send_text draft.mentions: half a pair") { it.room.`sendText`(`draft` = TextDraft(`text` = "x", `formatted` = null, `mentions` = listOf(UserId(HALF)))) },
        HostileCall("Room.send_voice plain") { it.room.`sendVoice`(`draft` = VoiceDraft(`path` = "x", `durationMs` = 0.toULong(), `waveform` = listOf(), `mediaType` = null)) },
        HostileCall("Room.send_voice draft.path: empty") { it.room.`sendVoice`(`draft` = VoiceDraft(`path` = "", `durationMs` = 0.toULong(), `waveform` = listOf(), `mediaType` = null)) },
        HostileCall("Room.send_voice draft.path: huge") { it.room.`sendVoice`(`draft` = VoiceDraft(`path` = HUGE, `durationMs` = 0.toULong(), `waveform` = listOf(), `mediaType` = null)) },
        HostileCall("Room.send_voice draft.path: bidi") { it.room.`sendVoice`(`draft` = VoiceDraft(`path` = BIDI, `durationMs` = 0.toULong(), `waveform` = listOf(), `mediaType` = null)) },
        HostileCall("Room.send_voice draft.path: nul") { it.room.`sendVoice`(`draft` = VoiceDraft(`path` = NUL, `durationMs` = 0.toULong(), `waveform` = listOf(), `mediaType` = null)) },
        HostileCall("Room.send_voice draft.path: path") { it.room.`sendVoice`(`draft` = VoiceDraft(`path` = PATH, `durationMs` = 0.toULong(), `waveform` = listOf(), `mediaType` = null)) },
        HostileCall("Room.send_voice draft.path: half a pair") { it.room.`sendVoice`(`draft` = VoiceDraft(`path` = HALF, `durationMs` = 0.toULong(), `waveform` = listOf(), `mediaType` = null)) },
        HostileCall("Room.send_voice draft.duration_ms: least") { it.room.`sendVoice`(`draft` = VoiceDraft(`path` = "x", `durationMs` = ULong.MIN_VALUE, `waveform` = listOf(), `mediaType` = null)) },
        HostileCall("Room.send_voice draft.duration_ms: most") { it.room.`sendVoice`(`draft` = VoiceDraft(`path` = "x", `durationMs` = ULong.MAX_VALUE, `waveform` = listOf(), `mediaType` = null)) },
        HostileCall("Room.send_voice draft.waveform: many") { it.room.`sendVoice`(`draft` = VoiceDraft(`path` = "x", `durationMs` = 0.toULong(), `waveform` = List(10000) { 0.toUShort() }, `mediaType` = null)) },
        HostileCall("Room.send_voice draft.waveform: least") { it.room.`sendVoice`(`draft` = VoiceDraft(`path` = "x", `durationMs` = 0.toULong(), `waveform` = listOf(UShort.MIN_VALUE), `mediaType` = null)) },
        HostileCall("Room.send_voice draft.waveform: most") { it.room.`sendVoice`(`draft` = VoiceDraft(`path` = "x", `durationMs` = 0.toULong(), `waveform` = listOf(UShort.MAX_VALUE), `mediaType` = null)) },
        HostileCall("Room.send_voice draft.media_type: there") { it.room.`sendVoice`(`draft` = VoiceDraft(`path` = "x", `durationMs` = 0.toULong(), `waveform` = listOf(), `mediaType` = "x")) },
        HostileCall("Room.send_voice draft.media_type: empty") { it.room.`sendVoice`(`draft` = VoiceDraft(`path` = "x", `durationMs` = 0.toULong(), `waveform` = listOf(), `mediaType` = "")) },
        HostileCall("Room.send_voice draft.media_type: huge") { it.room.`sendVoice`(`draft` = VoiceDraft(`path` = "x", `durationMs` = 0.toULong(), `waveform` = listOf(), `mediaType` = HUGE)) },
        HostileCall("Room.send_voice draft.media_type: bidi") { it.room.`sendVoice`(`draft` = VoiceDraft(`path` = "x", `durationMs` = 0.toULong(), `waveform` = listOf(), `mediaType` = BIDI)) },
        HostileCall("Room.send_voice draft.media_type: nul") { it.room.`sendVoice`(`draft` = VoiceDraft(`path` = "x", `durationMs` = 0.toULong(), `waveform` = listOf(), `mediaType` = NUL)) },
        HostileCall("Room.send_voice draft.media_type: path") { it.room.`sendVoice`(`draft` = VoiceDraft(`path` = "x", `durationMs` = 0.toULong(), `waveform` = listOf(), `mediaType` = PATH)) },
        HostileCall("Room.send_voice draft.media_type: half a pair") { it.room.`sendVoice`(`draft` = VoiceDraft(`path` = "x", `durationMs` = 0.toULong(), `waveform` = listOf(), `mediaType` = HALF)) },
    )

private fun subscriptionCalls() =
    listOf(
        HostileCall("Subscription.cancel plain") { it.subscription.`cancel`() },
    )

private fun timelineCalls() =
    listOf(
        HostileCall("Timeline.load_earlier plain") { it.timeline.`loadEarlier`(`count` = 0.toUInt()) },
        HostileCall("Timeline.load_earlier count: least") { it.timeline.`loadEarlier`(`count` = UInt.MIN_VALUE) },
        HostileCall("Timeline.load_earlier count: most") { it.timeline.`loadEarlier`(`count` = UInt.MAX_VALUE) },
        HostileCall("Timeline.rows plain") { it.timeline.`rows`() },
        HostileCall("Timeline.watch plain") { it.timeline.`watch`(`listener` = SomeTimelineListener(throws = false)) },
        HostileCall("Timeline.watch listener: throws") { it.timeline.`watch`(`listener` = SomeTimelineListener(throws = true)) },
    )

private class SomeArchiveListener(
    private val throws: Boolean,
) : ArchiveListener {
    override fun `onUpdate`(`state`: ArchiveState) = answer(throws, Unit)
}

private class SomeMembersListener(
    private val throws: Boolean,
) : MembersListener {
    override fun `onUpdate`(`diffs`: List<MemberDiff>) = answer(throws, Unit)
}

private class SomeRoomListListener(
    private val throws: Boolean,
) : RoomListListener {
    override fun `onUpdate`(`diffs`: List<RoomDiff>) = answer(throws, Unit)
}

private class SomeSignInListener(
    private val throws: Boolean,
) : SignInListener {
    override fun `onUpdate`(`state`: SignInState) = answer(throws, Unit)
}

private class SomeTimelineListener(
    private val throws: Boolean,
) : TimelineListener {
    override fun `onUpdate`(`diffs`: List<TimelineDiff>) = answer(throws, Unit)
}

private class SomeTransferListener(
    private val throws: Boolean,
) : TransferListener {
    override fun `onUpdate`(`transfer`: Transfer) = answer(throws, Unit)
}

private class SomePlatform(
    private val throws: Boolean,
) : Platform {
    override fun `network`() = answer(throws, NetworkKind.NONE)
    override fun `batterySaver`() = answer(throws, true)
    override fun `freeDiskBytes`() = answer(throws, null)
    override fun `appBuild`() = answer(throws, "x")
    override fun `osVersion`() = answer(throws, "x")
}

private class SomeSecretStore(
    private val throws: Boolean,
) : SecretStore {
    override fun `read`(`name`: String) = answer(throws, null)
    override fun `write`(`name`: String, `value`: ByteArray) = answer(throws, Unit)
}
