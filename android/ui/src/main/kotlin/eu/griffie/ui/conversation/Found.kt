package eu.griffie.ui.conversation

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.dp
import eu.griffie.core.TimelineRow
import eu.griffie.ui.app.Sign
import eu.griffie.ui.app.Touch
import eu.griffie.ui.texts.LocalLanguage
import eu.griffie.ui.texts.MoreWord
import eu.griffie.ui.texts.Word
import eu.griffie.ui.texts.dateOf
import eu.griffie.ui.texts.say
import eu.griffie.ui.texts.short
import eu.griffie.ui.texts.tameLine
import eu.griffie.ui.theme.Icons
import java.time.LocalDate

/** Finding something in this conversation: by its words, or by its day. */
@Composable
fun Found(
    search: Search,
    does: ConversationDoes,
) {
    OutlinedTextField(
        search.words,
        does.search,
        Modifier.fillMaxWidth().padding(8.dp).testTag("search-here"),
        label = { Text(say(Word.SEARCH)) },
        singleLine = true,
        trailingIcon = { Sign(Icons.Close, say(Word.CLOSE)) { does.search(null) } },
    )
    if (search.words.isBlank()) Day(search.day, does)
    if (search.words.isNotBlank() && search.found.isEmpty()) Text(say(Word.NO_RESULTS), Modifier.padding(16.dp))
    LazyColumn(Modifier.testTag("found")) {
        items(search.found, key = TimelineRow::key) { row ->
            TextButton({ does.reach(row.key) }, Modifier.fillMaxWidth().heightIn(min = Touch)) {
                Text(
                    tameLine("${row.senderName.orEmpty()}: ${summary(row, LocalLanguage.current).take(MOST)}"),
                    Modifier.fillMaxWidth(),
                    maxLines = 2,
                    overflow = TextOverflow.Ellipsis,
                )
            }
        }
    }
}

@Composable
private fun Day(
    typed: String,
    does: ConversationDoes,
) {
    val day = dateOf(typed, LocalLanguage.current)
    val wrong = typed.isNotBlank() && day == null
    Row(
        Modifier.padding(horizontal = 8.dp),
        Arrangement.spacedBy(8.dp),
        Alignment.CenterVertically,
    ) {
        Column(Modifier.weight(1f)) {
            OutlinedTextField(
                typed,
                does.typeDay,
                Modifier.fillMaxWidth().testTag("to-day"),
                label = { Text(say(MoreWord.TO_DATE)) },
                supportingText = {
                    val example = short(LocalDate.now(), LocalLanguage.current)
                    Text(if (wrong) say(MoreWord.DATE_WRONG) else say(MoreWord.DATE_HINT, example))
                },
                isError = wrong,
                singleLine = true,
            )
        }
        TextButton({ day?.let(does.toDay) }, Modifier.heightIn(min = Touch), enabled = day != null) {
            Text(say(MoreWord.GO))
        }
    }
}

private const val MOST = 300
