package eu.griffie.ui.safety

import eu.griffie.core.Griffie
import eu.griffie.core.PersonSafety
import eu.griffie.core.QrPicture
import eu.griffie.core.UserId
import eu.griffie.core.Verification
import eu.griffie.core.VerificationStep
import eu.griffie.core.verificationsFlow
import eu.griffie.ui.app.Acts
import eu.griffie.ui.app.Host
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.update

/** What stands on the screen of one verification. */
data class VerifyState(
    val verification: Verification? = null,
    val code: QrPicture? = null,
    val canScan: Boolean = false,
)

/** Whether somebody waits for an answer of this person. */
val Verification.asksUs get() = !weAsked && step == VerificationStep.REQUESTED

/** Whether nothing more comes of it. */
val Verification.isOver get() = step == VerificationStep.DONE || step == VerificationStep.CANCELLED

/** Vouching for another device or person: each act is for one flow. */
class Verifying(
    private val griffie: Griffie,
    private val host: Host,
    private val acts: Acts,
) {
    private val codes = MutableStateFlow<Map<String, QrPicture>>(emptyMap())

    /** All that goes on, newest first. */
    val all: Flow<List<Verification>> = griffie.verificationsFlow()

    /** QR codes of this device, by flow. */
    val shown: StateFlow<Map<String, QrPicture>> = codes

    /** The newest that waits for an answer. */
    val asking: Flow<Verification?> = all.map { all -> all.firstOrNull()?.takeIf { it.asksUs } }

    /** Whether a code can be read here. */
    val canScan get() = host.canScan

    fun beginOwn(then: (String) -> Unit) = acts.act { then(griffie.verifyOwnDevices()) }

    fun begin(
        user: UserId,
        device: String,
        then: (String) -> Unit,
    ) = acts.act { then(griffie.verifyDevice(user, device)) }

    fun accept(flow: String) = acts.act { griffie.acceptVerification(flow) }

    fun emoji(flow: String) = acts.act { griffie.compareEmoji(flow) }

    fun code(flow: String) =
        acts.act {
            val picture = griffie.verificationCode(flow)
            codes.update { it + (flow to picture) }
        }

    fun scan(flow: String) = acts.act { host.scanCode()?.let { griffie.scanVerification(flow, it) } }

    fun same(flow: String) = acts.act { griffie.confirmVerification(flow) }

    fun differs(flow: String) = acts.act { griffie.denyVerification(flow) }

    fun cancel(flow: String) = acts.act { griffie.cancelVerification(flow) }
}

/** Somebody's keys, beside one's own. */
class Keys(
    private val griffie: Griffie,
    private val acts: Acts,
    private val user: UserId,
) {
    private val now = MutableStateFlow<PersonSafety?>(null)
    val state: StateFlow<PersonSafety?> = now

    /** Asks for them anew. */
    fun look() = acts.act { now.value = griffie.personSafety(user) }

    /** The person has seen that they are others than before. */
    fun accept() =
        acts.act {
            griffie.acceptIdentity(user)
            now.value = griffie.personSafety(user)
        }
}
