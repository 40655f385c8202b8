package eu.griffie.ui.labels

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.unit.dp
import eu.griffie.core.HouseRules
import eu.griffie.core.Label
import eu.griffie.core.Scope
import eu.griffie.ui.app.Touch
import eu.griffie.ui.rules.House
import eu.griffie.ui.texts.LabelWord
import eu.griffie.ui.texts.LocalLanguage
import eu.griffie.ui.texts.Word
import eu.griffie.ui.texts.locale
import eu.griffie.ui.texts.say
import eu.griffie.ui.theme.Icons

/** That the conversation is archived, or what of it is not; touched, what others are told, and the label of the room. */
@Composable
fun ArchivedBanner(
    label: Label,
    house: House,
    labelRoom: () -> Unit,
    open: Boolean = false,
) {
    val kept = label.stays || house.scope != null
    if (!house.tells && !kept) return
    var whole by rememberSaveable { mutableStateOf(open) }
    Surface(
        color = MaterialTheme.colorScheme.secondaryContainer,
        contentColor = MaterialTheme.colorScheme.onSecondaryContainer,
    ) {
        Column(Modifier.fillMaxWidth()) {
            Row(
                Modifier
                    .fillMaxWidth()
                    .heightIn(min = Touch)
                    .clickable(onClickLabel = say(LabelWord.EXPLAIN)) { whole = !whole }
                    .padding(horizontal = 16.dp)
                    .testTag("archived-banner"),
                Arrangement.spacedBy(12.dp),
                Alignment.CenterVertically,
            ) {
                Icon(if (kept) Icons.Lock else Icons.Archive, null, Modifier.size(18.dp))
                Text(words(label, house.scope), Modifier.weight(1f), style = MaterialTheme.typography.labelLarge)
                Icon(if (whole) Icons.Up else Icons.Info, null, Modifier.size(18.dp))
            }
            if (whole) Explained(house, labelRoom)
        }
    }
}

/** What becomes of what is said here; policy comes before labels. */
@Composable
private fun words(
    label: Label,
    scope: Scope?,
): String =
    when {
        scope == Scope.OFF -> say(LabelWord.NOTHING_CAPTURED)
        label.stays -> say(LabelWord.ROOM_PRIVATE, say(label.word))
        scope == Scope.OPT_IN -> say(LabelWord.BUSINESS_ALONE)
        else -> say(Word.ARCHIVED_HERE)
    }

@Composable
private fun Explained(
    house: House,
    labelRoom: () -> Unit,
) {
    Column(
        Modifier
            .heightIn(
                max = 280.dp,
            ).verticalScroll(rememberScrollState())
            .padding(start = 16.dp, end = 16.dp, bottom = 8.dp),
        Arrangement.spacedBy(6.dp),
    ) {
        Text(say(LabelWord.NOTHING_TOLD), style = MaterialTheme.typography.bodyMedium)
        val told = house.rules?.let { told(it, LocalLanguage.current.locale.language) }
        if (told != null) {
            Text(say(LabelWord.WHAT_IS_TOLD), style = MaterialTheme.typography.labelLarge)
            Text(told, Modifier.testTag("disclaimer"), style = MaterialTheme.typography.bodyMedium)
        }
        house.rules?.privacyUrl?.let {
            Text(say(LabelWord.MORE_ABOUT, it), style = MaterialTheme.typography.bodyMedium)
        }
        if (house.labels != null) {
            TextButton(labelRoom, Modifier.heightIn(min = Touch)) { Text(say(LabelWord.LABEL_ROOM)) }
        }
    }
}

/** What others are told, in the language of the screen if there is such a text, else in another. */
fun told(
    rules: HouseRules,
    language: String,
): String? =
    rules.disclaimer[language] ?: rules.disclaimer.entries
        .minByOrNull { it.key }
        ?.value
