package eu.griffie.ui.activation

import eu.griffie.core.Griffie
import eu.griffie.core.GriffieException
import eu.griffie.core.Invitation
import eu.griffie.core.checkCode
import eu.griffie.ui.app.Acts
import eu.griffie.ui.app.Host
import eu.griffie.ui.brand.Brand
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.update

/** The privacy statement that people accept; another text is another version, and is asked again. */
const val PRIVACY_VERSION = "1"

/** What stands on the screen. */
data class ActivationState(
    val invitation: String = "",
    val gateway: String = Brand.GATEWAY_URL,
    val root: String = Brand.ROOT_KEY,
    val name: String = "",
    val accepted: Boolean = false,
    val mistake: GriffieException? = null,
) {
    /** A link or the text of a QR code says everything itself. */
    val isLink get() = invitation.trim().startsWith("griffie://")

    /** Whether the person must also type where the archive is. */
    val asksOrganisation get() = !isLink && (Brand.GATEWAY_URL.isEmpty() || Brand.ROOT_KEY.isEmpty())
    private val knowsOrganisation get() = isLink || (gateway.isNotBlank() && root.isNotBlank())

    /** Whether nothing is missing that can be seen from here. */
    val ready
        get() = accepted && name.isNotBlank() && invitation.isNotBlank() && mistake == null && knowsOrganisation
}

/** Signing in for the first time. */
class Activation(
    private val griffie: Griffie,
    private val host: Host,
    val acts: Acts,
) {
    private val now = MutableStateFlow(ActivationState())
    val state: StateFlow<ActivationState> = now

    /** A typed code is checked at once: its last character tells most mistakes without any server. */
    fun invited(text: String) = now.update { it.copy(invitation = text, mistake = mistake(text)) }

    fun named(text: String) = now.update { it.copy(name = text) }

    fun at(gateway: String) = now.update { it.copy(gateway = gateway) }

    fun under(root: String) = now.update { it.copy(root = root) }

    fun accepts(yes: Boolean) = now.update { it.copy(accepted = yes) }

    fun activate() =
        acts.act {
            val asked = now.value
            host.keep("privacy_accepted", PRIVACY_VERSION)
            val text = asked.invitation.trim()
            val invitation =
                if (asked.isLink) Invitation.Link(text) else Invitation.Typed(text, asked.gateway, asked.root)
            griffie.activate(invitation, asked.name.trim())
        }

    /** Goes on with an activation that was cut. */
    fun goOn() = acts.act { griffie.start() }
}

/** Characters of a code, without hyphens. */
private const val CODE_LENGTH = 16

private fun mistake(text: String): GriffieException? {
    val typed = text.count { it.isLetterOrDigit() }
    if (text.trim().startsWith("g") && "griffie://".startsWith(text.trim().take("griffie://".length))) return null
    return try {
        checkCode(text)
        null
    } catch (error: GriffieException.Rejected) {
        error.takeUnless { it.reason == "code_wrong_length" && typed < CODE_LENGTH }
    }
}
