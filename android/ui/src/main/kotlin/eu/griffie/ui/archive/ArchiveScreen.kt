package eu.griffie.ui.archive

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Button
import androidx.compose.material3.Icon
import androidx.compose.material3.IconButton
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.unit.dp
import eu.griffie.core.ArchiveState
import eu.griffie.core.HouseRules
import eu.griffie.core.Light
import eu.griffie.core.describeReason
import eu.griffie.ui.app.Heading
import eu.griffie.ui.app.TopLine
import eu.griffie.ui.app.Touch
import eu.griffie.ui.texts.LabelWord
import eu.griffie.ui.texts.LocalLanguage
import eu.griffie.ui.texts.RuleWord
import eu.griffie.ui.texts.Word
import eu.griffie.ui.texts.clock
import eu.griffie.ui.texts.say
import eu.griffie.ui.theme.Icons
import eu.griffie.ui.theme.LocalSignals

/** The archive's light as a button: a sign and a colour, so that nobody needs the colour. */
@Composable
fun LightSign(
    light: Light?,
    onClick: () -> Unit,
) {
    val (icon, word, colour) = look(light)
    IconButton(onClick, Modifier.size(Touch).testTag("light")) { Icon(icon, say(word), tint = colour) }
}

/** How things stand with the archive: one sentence, the numbers behind it, and sending now. */
@Composable
fun ArchiveScreen(
    state: ArchiveState?,
    busy: Boolean,
    back: () -> Unit,
    rules: HouseRules? = null,
    routeNow: () -> Unit,
) {
    Column(Modifier.fillMaxSize()) {
        TopLine(say(Word.ARCHIVE), back)
        Column(Modifier.verticalScroll(rememberScrollState()).padding(16.dp), Arrangement.spacedBy(12.dp)) {
            val (icon, word, colour) = look(state?.light)
            Row(horizontalArrangement = Arrangement.spacedBy(12.dp), verticalAlignment = Alignment.CenterVertically) {
                Icon(icon, null, Modifier.size(32.dp), tint = colour)
                Text(say(word), style = MaterialTheme.typography.titleMedium, color = colour)
            }
            listOfNotNull(state?.attention, state?.blocked).distinct().forEach {
                Text(describeReason(it, LocalLanguage.current))
            }
            if (state != null) Numbers(state)
            Button(
                routeNow,
                Modifier.fillMaxWidth().heightIn(min = Touch),
                enabled = !busy,
            ) { Text(say(Word.ROUTE_NOW)) }
            Kept(state, rules)
        }
    }
}

/** What is kept of this person, and until when here. Who looked at it, the archive does not tell phones yet. */
@Composable
private fun Kept(
    state: ArchiveState?,
    rules: HouseRules?,
) {
    Heading(say(RuleWord.MY_ARCHIVE))
    Text(say(RuleWord.KEPT_FACTS))
    val days = rules?.historyDays
    Text(if (days == null) say(RuleWord.HERE_ALWAYS) else say(RuleWord.HERE_DAYS, days))
    if (state != null) Fact(say(RuleWord.CLEARED), "${state.pruned}")
    rules?.privacyUrl?.let { Text(say(LabelWord.MORE_ABOUT, it)) }
}

@Composable
private fun Numbers(state: ArchiveState) {
    listOf(
        Word.JOURNALED to state.journaled,
        Word.UNSEALED to state.unsealed,
        Word.QUEUED to state.queued,
        Word.UNRECEIPTED to state.unreceipted,
        Word.PENDING_MEDIA to state.pendingMedia,
        Word.OPEN_GAPS to state.openGaps,
        Word.ALARMS to state.alarms,
    ).forEach { (word, number) -> Fact(say(word), "$number") }
    Fact(say(Word.LAST_FINAL), state.lastFinal?.let { clock(it, LocalLanguage.current) } ?: say(Word.NEVER))
}

/** A name and what it is. */
@Composable
fun Fact(
    name: String,
    value: String,
) {
    Row(Modifier.fillMaxWidth().padding(vertical = 2.dp)) {
        Text(name, Modifier.weight(1f).padding(end = 12.dp), color = MaterialTheme.colorScheme.onSurfaceVariant)
        Text(value)
    }
}

@Composable
private fun look(light: Light?): Triple<ImageVector, Word, Color> =
    when (light) {
        Light.GREEN -> Triple(Icons.Check, Word.LIGHT_GREEN, LocalSignals.current.kept)
        Light.ATTENTION -> Triple(Icons.Alert, Word.LIGHT_ATTENTION, LocalSignals.current.attention)
        Light.QUEUED -> Triple(Icons.Clock, Word.LIGHT_QUEUED, LocalSignals.current.queued)
        null -> Triple(Icons.Clock, Word.OPENING, LocalSignals.current.queued)
    }
