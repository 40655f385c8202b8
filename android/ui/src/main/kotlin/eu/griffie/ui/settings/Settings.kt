package eu.griffie.ui.settings

import eu.griffie.core.Griffie
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
)

/** Devices, recovery and fingerprints. */
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
}
