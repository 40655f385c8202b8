package eu.griffie.ui.safety

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Button
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.sp
import eu.griffie.core.SasEmoji
import eu.griffie.core.Verification
import eu.griffie.core.VerificationStep
import eu.griffie.core.describeReason
import eu.griffie.core.emojiName
import eu.griffie.ui.app.TopLine
import eu.griffie.ui.app.Touch
import eu.griffie.ui.texts.LocalLanguage
import eu.griffie.ui.texts.SafetyWord
import eu.griffie.ui.texts.Word
import eu.griffie.ui.texts.say
import eu.griffie.ui.theme.Icons
import eu.griffie.ui.theme.LocalSignals

/** What the person does on this screen. */
class VerifyDoes(
    val back: () -> Unit = {},
    val accept: () -> Unit = {},
    val emoji: () -> Unit = {},
    val code: () -> Unit = {},
    val scan: () -> Unit = {},
    val same: () -> Unit = {},
    val differs: () -> Unit = {},
    val cancel: () -> Unit = {},
)

/** Two screens are compared: each step says what to do, and nothing else. */
@Composable
fun VerifyScreen(
    state: VerifyState,
    does: VerifyDoes,
) {
    Column(Modifier.fillMaxSize()) {
        TopLine(say(SafetyWord.VERIFY), does.back)
        Column(
            Modifier.fillMaxWidth().verticalScroll(rememberScrollState()).padding(24.dp),
            Arrangement.spacedBy(16.dp),
            Alignment.CenterHorizontally,
        ) {
            val verification = state.verification
            if (verification == null) {
                Text(say(SafetyWord.WAITS_FOR_OTHER))
            } else {
                Text(verification.user.value, color = MaterialTheme.colorScheme.onSurfaceVariant)
                Step(verification, state, does)
                if (!verification.isOver) Other(Word.CANCEL.let { say(it) }, does.cancel)
            }
        }
    }
}

@Composable
private fun Step(
    verification: Verification,
    state: VerifyState,
    does: VerifyDoes,
) = when (verification.step) {
    VerificationStep.REQUESTED -> {
        Text(say(SafetyWord.SAY_YES), textAlign = TextAlign.Center)
        if (verification.weAsked) {
            Text(say(SafetyWord.WAITS_FOR_OTHER))
        } else {
            Main(say(SafetyWord.BEGIN_COMPARING), does.accept)
        }
    }

    VerificationStep.READY -> {
        Ready(verification, state, does)
    }

    VerificationStep.STARTED, VerificationStep.CONFIRMED -> {
        Text(say(SafetyWord.WAITS_FOR_OTHER))
    }

    VerificationStep.EMOJI -> {
        Emoji(verification.emoji)
        Text(say(SafetyWord.SAME_EMOJI), textAlign = TextAlign.Center)
        Main(say(SafetyWord.SAME), does.same)
        Other(say(SafetyWord.DIFFERENT), does.differs)
    }

    VerificationStep.SCANNED -> {
        Text(say(SafetyWord.DID_SCAN), textAlign = TextAlign.Center)
        Main(say(SafetyWord.YES), does.same)
        Other(say(SafetyWord.NO), does.differs)
    }

    VerificationStep.DONE -> {
        Icon(Icons.Shield, null, Modifier.size(64.dp), LocalSignals.current.kept)
        Text(say(SafetyWord.VERIFY_DONE), style = MaterialTheme.typography.titleLarge)
        Main(say(SafetyWord.DONE), does.back)
    }

    VerificationStep.CANCELLED -> {
        Icon(Icons.Alert, null, Modifier.size(64.dp), LocalSignals.current.attention)
        Text(say(SafetyWord.VERIFY_STOPPED), style = MaterialTheme.typography.titleLarge)
        verification.reason?.let { Text(describeReason(it, LocalLanguage.current), textAlign = TextAlign.Center) }
        Main(say(SafetyWord.DONE), does.back)
    }
}

@Composable
private fun Ready(
    verification: Verification,
    state: VerifyState,
    does: VerifyDoes,
) {
    if (state.code != null) {
        CodePicture(state.code)
        Text(say(SafetyWord.SCAN_THIS))
    } else {
        Text(say(SafetyWord.HOW), style = MaterialTheme.typography.titleMedium)
    }
    Main(say(SafetyWord.BY_EMOJI), does.emoji)
    if (verification.canShow && state.code == null) Other(say(SafetyWord.BY_CODE), does.code)
    if (verification.canScan && state.canScan) Other(say(SafetyWord.BY_SCAN), does.scan)
}

@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun Emoji(emoji: List<SasEmoji>) {
    FlowRow(
        Modifier.testTag("emoji"),
        Arrangement.spacedBy(8.dp, Alignment.CenterHorizontally),
        Arrangement.spacedBy(12.dp),
        maxItemsInEachRow = 4,
    ) {
        emoji.forEach { one ->
            Column(Modifier.width(80.dp), horizontalAlignment = Alignment.CenterHorizontally) {
                Text(one.symbol, fontSize = 36.sp, lineHeight = 44.sp)
                Text(
                    emojiName(one.number, LocalLanguage.current),
                    style = MaterialTheme.typography.labelMedium,
                    textAlign = TextAlign.Center,
                )
            }
        }
    }
}

@Composable
private fun Main(
    word: String,
    onClick: () -> Unit,
) {
    Button(onClick, Modifier.fillMaxWidth().heightIn(min = Touch)) { Text(word) }
}

@Composable
private fun Other(
    word: String,
    onClick: () -> Unit,
) {
    OutlinedButton(onClick, Modifier.fillMaxWidth().heightIn(min = Touch)) { Text(word) }
}
