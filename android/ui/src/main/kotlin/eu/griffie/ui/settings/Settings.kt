package eu.griffie.ui.settings

import eu.griffie.core.Griffie
import eu.griffie.core.GriffieException
import eu.griffie.core.OwnDevice
import eu.griffie.core.RecoveryStatus
import eu.griffie.core.Safety
import eu.griffie.ui.app.Acts
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.update

/** What stands on the screen; what is not known yet, or not to be had, is left out. */
data class SettingsState(
    val devices: List<OwnDevice> = emptyList(),
    val safety: Safety? = null,
    val recovery: RecoveryStatus? = null,
    val recoveryKey: String? = null,
    val leaving: Leaving = Leaving.NOT,
)

/** How far signing out is. */
enum class Leaving {
    /** Nobody asked for it. */
    NOT,

    /** The person is asked whether they are sure. */
    SURE,

    /** Messages are within their time to choose a label: the person ends it, or chooses first. */
    REVIEW,
}

/** Devices, recovery, fingerprints, and signing out. */
class Settings(
    private val griffie: Griffie,
    private val acts: Acts,
) {
    private val now = MutableStateFlow(SettingsState())
    val state: StateFlow<SettingsState> = now

    /** Asks anew; each part by itself, so that one without a network does not hide the others. */
    fun look() {
        acts.act { griffie.safety().let { safety -> now.update { it.copy(safety = safety) } } }
        acts.act { griffie.recovery().let { recovery -> now.update { it.copy(recovery = recovery) } } }
        acts.act { griffie.devices().let { devices -> now.update { it.copy(devices = devices) } } }
    }

    fun showKey() = acts.act { griffie.recoveryKey().let { key -> now.update { it.copy(recoveryKey = key) } } }

    fun hideKey() = now.update { it.copy(recoveryKey = null) }

    fun recover(key: String) =
        acts.act {
            griffie.recover(key.trim())
            look()
        }

    fun leaving(step: Leaving) = now.update { it.copy(leaving = step) }

    /** Signs out; [then] when nobody is signed in any more. */
    fun signOut(then: () -> Unit) =
        acts.act {
            try {
                griffie.signOut()
                then()
            } catch (error: GriffieException.ArchiveBlocked) {
                if (error.reason != "review_open") throw error
                leaving(Leaving.REVIEW)
            }
        }

    fun endReview(then: () -> Unit) =
        acts.act {
            griffie.endReview()
            leaving(Leaving.SURE)
            signOut(then)
        }
}
