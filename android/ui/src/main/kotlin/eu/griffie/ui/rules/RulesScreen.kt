package eu.griffie.ui.rules

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.selection.toggleable
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Switch
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp
import eu.griffie.core.SettingRow
import eu.griffie.core.SettingSource
import eu.griffie.ui.app.Heading
import eu.griffie.ui.app.TopLine
import eu.griffie.ui.app.Touch
import eu.griffie.ui.notices.isQuiet
import eu.griffie.ui.texts.RuleWord
import eu.griffie.ui.texts.Word
import eu.griffie.ui.texts.say
import eu.griffie.ui.theme.Icons
import java.time.LocalDateTime

/** What the person may choose, and read-only what others fixed, each with who did; and what policy forbids. */
@Composable
fun RulesScreen(
    house: House,
    at: LocalDateTime,
    back: () -> Unit,
    choose: (String, String?) -> Unit,
) {
    val rows = house.settled?.rows.orEmpty()
    Column(Modifier.fillMaxSize()) {
        TopLine(say(RuleWord.RULES), back)
        Column(
            Modifier.verticalScroll(rememberScrollState()).padding(16.dp),
            Arrangement.spacedBy(8.dp),
        ) {
            Heading(say(RuleWord.OWN))
            rows.filter { it.editable }.forEach { Own(it, choose) }
            if (isQuiet(house, at)) Signed(Icons.Bell, say(RuleWord.NOW_SILENT))
            if (house.rules?.quietHours?.weekend == true) Signed(Icons.Bell, say(RuleWord.WEEKEND))
            Text(say(RuleWord.HOURS_WHY), color = MaterialTheme.colorScheme.onSurfaceVariant)
            val forbidden = forbidden.filter { house.forbids(it.first) }
            if (forbidden.isNotEmpty()) {
                Heading(say(RuleWord.FORBIDDEN))
                forbidden.forEach { Signed(Icons.Lock, say(it.second)) }
            }
            Heading(say(RuleWord.MANAGED))
            rows.filter { !it.editable && it.value != null }.forEach { Fixed(it, house.settings?.managedBy) }
            val wrong =
                house.settled
                    ?.findings
                    .orEmpty()
                    .filter { it.wrong }
            if (wrong.isNotEmpty()) {
                Text(
                    say(RuleWord.WRONG_VALUES, wrong.joinToString { it.key }),
                    color = MaterialTheme.colorScheme.error,
                )
            }
        }
    }
}

@Composable
private fun Signed(
    icon: androidx.compose.ui.graphics.vector.ImageVector,
    text: String,
) {
    Row(
        Modifier.padding(vertical = 4.dp),
        Arrangement.spacedBy(12.dp),
        Alignment.CenterVertically,
    ) {
        Icon(icon, null, Modifier.size(18.dp))
        Text(text)
    }
}

@Composable
private fun Own(
    row: SettingRow,
    choose: (String, String?) -> Unit,
) = when {
    row.key == HOURS -> Hours(row, choose)
    row.value in listOf("true", "false") -> Turned(row) { choose(row.key, "$it") }
    else -> Unit
}

@Composable
private fun Turned(
    row: SettingRow,
    turn: (Boolean) -> Unit,
) {
    val on = row.value == "true"
    Row(
        Modifier
            .fillMaxWidth()
            .heightIn(min = Touch)
            .toggleable(on, role = Role.Switch, onValueChange = turn)
            .testTag("set-${row.key}"),
        Arrangement.spacedBy(12.dp),
        Alignment.CenterVertically,
    ) {
        Explained(row, Modifier.weight(1f))
        Switch(on, null)
    }
}

@Composable
private fun Hours(
    row: SettingRow,
    choose: (String, String?) -> Unit,
) {
    var typed by remember(row.value) { mutableStateOf(row.value.orEmpty()) }
    val wrong = typed.isNotBlank() && !typed.trim().matches(hours)
    Row(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalAlignment = Alignment.CenterVertically) {
        OutlinedTextField(
            typed,
            { typed = it },
            Modifier.weight(1f).testTag("set-$HOURS"),
            label = { Text(row.title) },
            supportingText = { Text(say(if (wrong) RuleWord.HOURS_WRONG else RuleWord.HOURS_HINT)) },
            isError = wrong,
            singleLine = true,
        )
        TextButton(
            { choose(HOURS, typed.trim().ifEmpty { null }) },
            Modifier.heightIn(min = Touch),
            !wrong && typed.trim() != row.value.orEmpty(),
        ) { Text(say(Word.SAVE)) }
    }
}

@Composable
private fun Fixed(
    row: SettingRow,
    managedBy: String?,
) {
    val who =
        when (row.source) {
            SettingSource.MANAGED -> managedBy ?: say(RuleWord.BY_ADMIN)
            SettingSource.POLICY -> say(RuleWord.BY_POLICY)
            SettingSource.BUILT_IN, SettingSource.PRESET -> say(RuleWord.BY_APP)
            SettingSource.USER -> null
        }
    Row(
        Modifier.fillMaxWidth().padding(vertical = 6.dp).testTag("fixed-${row.key}"),
        Arrangement.spacedBy(12.dp),
        Alignment.CenterVertically,
    ) {
        Icon(Icons.Lock, null, Modifier.size(18.dp), MaterialTheme.colorScheme.onSurfaceVariant)
        Column(Modifier.weight(1f)) {
            Text(row.title, style = MaterialTheme.typography.titleMedium)
            Text(value(row.value))
            if (who != null) {
                Text(
                    say(RuleWord.SET_BY, who),
                    style = MaterialTheme.typography.labelMedium,
                    color = MaterialTheme.colorScheme.onSurfaceVariant,
                )
            }
        }
    }
}

@Composable
private fun Explained(
    row: SettingRow,
    modifier: Modifier,
) {
    Column(modifier) {
        Text(row.title)
        Text(
            row.about,
            style = MaterialTheme.typography.bodyMedium,
            color = MaterialTheme.colorScheme.onSurfaceVariant,
        )
    }
}

@Composable
private fun value(of: String?): String =
    when (of) {
        "true" -> say(RuleWord.ON)
        "false" -> say(RuleWord.OFF)
        null -> say(RuleWord.NOT_SET)
        else -> of
    }

private const val HOURS = "notification_hours"
private val hours = Regex("([01]\\d|2[0-3]):[0-5]\\d-([01]\\d|2[0-3]):[0-5]\\d")

/** What policy may forbid, by its name there, in words. */
private val forbidden =
    listOf(
        "edit" to RuleWord.NO_EDIT,
        "delete" to RuleWord.NO_DELETE,
        "react" to RuleWord.NO_REACT,
        "files" to RuleWord.NO_FILES,
        "voice" to RuleWord.NO_VOICE,
        "save_file" to RuleWord.NO_SAVE,
        "create_group" to RuleWord.NO_GROUP,
        "external_people" to RuleWord.NO_EXTERNAL,
    )
