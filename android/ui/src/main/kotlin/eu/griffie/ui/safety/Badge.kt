package eu.griffie.ui.safety

import androidx.compose.foundation.layout.size
import androidx.compose.material3.Icon
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.unit.dp
import eu.griffie.core.Trust
import eu.griffie.ui.texts.SafetyWord
import eu.griffie.ui.texts.say
import eu.griffie.ui.theme.Icons
import eu.griffie.ui.theme.LocalSignals

/** What can be said of somebody by their keys, in a sentence. */
val Trust.word: SafetyWord
    get() =
        when (this) {
            Trust.VERIFIED -> SafetyWord.TRUST_VERIFIED
            Trust.UNVERIFIED -> SafetyWord.TRUST_UNVERIFIED
            Trust.UNVERIFIED_DEVICE -> SafetyWord.TRUST_DEVICE
            Trust.CHANGED -> SafetyWord.TRUST_CHANGED
            Trust.UNKNOWN, Trust.NO_KEYS -> SafetyWord.TRUST_NONE
        }

/** The same as a sign beside a name; nothing for those of whom nothing special is to be said. */
@Composable
fun TrustBadge(trust: Trust) {
    val (icon, colour) =
        when (trust) {
            Trust.VERIFIED -> Icons.Shield to LocalSignals.current.kept
            Trust.CHANGED, Trust.UNVERIFIED_DEVICE -> Icons.Alert to LocalSignals.current.attention
            Trust.UNVERIFIED, Trust.UNKNOWN, Trust.NO_KEYS -> null to Color.Unspecified
        }
    if (icon != null) Icon(icon, say(trust.word), Modifier.size(18.dp), colour)
}
