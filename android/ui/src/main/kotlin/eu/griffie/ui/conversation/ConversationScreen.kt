package eu.griffie.ui.conversation

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxScope
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.LazyListState
import androidx.compose.foundation.lazy.items
import androidx.compose.foundation.lazy.rememberLazyListState
import androidx.compose.material3.Icon
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.SmallFloatingActionButton
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.derivedStateOf
import androidx.compose.runtime.getValue
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.unit.dp
import eu.griffie.core.TimelineRow
import eu.griffie.ui.app.Sign
import eu.griffie.ui.app.TopLine
import eu.griffie.ui.app.Touch
import eu.griffie.ui.texts.LocalLanguage
import eu.griffie.ui.texts.Word
import eu.griffie.ui.texts.say
import eu.griffie.ui.theme.Icons
import kotlinx.coroutines.launch
import java.time.ZoneId

/** What the person does on this screen. */
class ConversationDoes(
    val back: () -> Unit = {},
    val members: () -> Unit = {},
    val write: (String) -> Unit = {},
    val send: () -> Unit = {},
    val dropDraft: () -> Unit = {},
    val attach: () -> Unit = {},
    val earlier: () -> Unit = {},
    val search: (String?) -> Unit = {},
    val reach: (String, () -> Unit) -> Unit = { _, _ -> },
    val row: RowDoes = RowDoes(),
)

/** A conversation: the newest at the bottom, what is written below it. */
@Composable
fun ConversationScreen(
    state: ConversationState,
    does: ConversationDoes,
) {
    val lines =
        remember(state.rows, state.unread) { lines(state.rows, state.unread, ZoneId.systemDefault()).asReversed() }
    val list = rememberLazyListState()
    val scope = rememberCoroutineScope()
    val goTo = { key: String ->
        does.reach(key) {
            scope.launch { lines.indexOfFirst { it.key == key }.takeIf { it >= 0 }?.let { list.scrollToItem(it) } }
        }
    }
    Column(Modifier.fillMaxSize()) {
        Head(state, does)
        state.search?.let { Found(it, does.search, goTo) }
        if (state.search == null || state.search.found.isEmpty()) {
            Box(Modifier.weight(1f)) {
                LazyColumn(Modifier.fillMaxSize().testTag("lines"), list, reverseLayout = true) {
                    items(lines, key = { it.key }, contentType = { it::class }) { LineView(it, state, does.row) }
                }
                Jumps(list, lines.indexOf(Line.Unread)) { scope.launch { list.animateScrollToItem(it) } }
            }
            Composer(state.draft, state.members, does)
        }
    }
    PageBack(list, lines.size, state.earlier, does.earlier)
}

@Composable
private fun Head(
    state: ConversationState,
    does: ConversationDoes,
) {
    val room = state.room
    val typing = room?.typing.orEmpty().map { id -> state.members.find { it.userId == id }?.displayName ?: id.value }
    val below = if (typing.isEmpty()) say(Word.ARCHIVED_HERE) else say(Word.TYPING, typing.joinToString())
    TopLine(room?.name ?: say(Word.NAMELESS), does.back, below) {
        Sign(Icons.Search, say(Word.SEARCH)) { does.search(if (state.search == null) "" else null) }
        Sign(Icons.People, say(Word.PEOPLE), onClick = does.members)
    }
}

@Composable
private fun Found(
    search: Search,
    onSearch: (String?) -> Unit,
    goTo: (String) -> Unit,
) {
    OutlinedTextField(
        search.words,
        onSearch,
        Modifier.fillMaxWidth().padding(8.dp).testTag("search-here"),
        label = { Text(say(Word.SEARCH)) },
        singleLine = true,
        trailingIcon = { Sign(Icons.Close, say(Word.CLOSE)) { onSearch(null) } },
    )
    if (search.words.isNotBlank() && search.found.isEmpty()) Text(say(Word.NO_RESULTS), Modifier.padding(16.dp))
    LazyColumn(Modifier.testTag("found")) {
        items(search.found, key = TimelineRow::key) { row ->
            TextButton({ goTo(row.key) }, Modifier.fillMaxWidth().heightIn(min = Touch)) {
                Text(
                    "${row.senderName.orEmpty()}: ${summary(row, LocalLanguage.current)}",
                    Modifier.fillMaxWidth(),
                    maxLines = 2,
                )
            }
        }
    }
}

@Composable
private fun BoxScope.Jumps(
    list: LazyListState,
    unread: Int,
    goTo: (Int) -> Unit,
) {
    val first by remember { derivedStateOf { list.firstVisibleItemIndex } }
    val last by remember {
        derivedStateOf {
            list.layoutInfo.visibleItemsInfo
                .lastOrNull()
                ?.index ?: 0
        }
    }
    Column(Modifier.align(Alignment.BottomEnd).padding(12.dp)) {
        if (unread > last) {
            SmallFloatingActionButton({ goTo(unread) }) { Icon(Icons.Clock, say(Word.TO_UNREAD)) }
        }
        if (first > 1) {
            SmallFloatingActionButton({ goTo(0) }) { Icon(Icons.Down, say(Word.TO_NEWEST)) }
        }
    }
}

/** Asks for earlier lines as soon as the oldest of those here come near. */
@Composable
private fun PageBack(
    list: LazyListState,
    lines: Int,
    earlier: Boolean,
    load: () -> Unit,
) {
    val near by remember(lines) {
        derivedStateOf {
            (
                list.layoutInfo.visibleItemsInfo
                    .lastOrNull()
                    ?.index ?: 0
            ) > lines - NEAR
        }
    }
    LaunchedEffect(near, lines, earlier) { if (near && earlier && lines > 0) load() }
}

private const val NEAR = 15
