package eu.griffie.ui.conversation

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxScope
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.LazyListState
import androidx.compose.foundation.lazy.items
import androidx.compose.foundation.lazy.rememberLazyListState
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.SmallFloatingActionButton
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
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
import eu.griffie.core.Label
import eu.griffie.ui.app.Sign
import eu.griffie.ui.app.TopLine
import eu.griffie.ui.app.Touch
import eu.griffie.ui.labels.ArchivedBanner
import eu.griffie.ui.labels.LabelDoes
import eu.griffie.ui.labels.LabelPanel
import eu.griffie.ui.texts.Word
import eu.griffie.ui.texts.say
import eu.griffie.ui.texts.tameLine
import eu.griffie.ui.theme.Icons
import kotlinx.coroutines.launch
import java.time.LocalDate

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
    val reach: (String) -> Unit = {},
    val typeDay: (String) -> Unit = {},
    val toDay: (LocalDate) -> Unit = {},
    val toUnread: () -> Unit = {},
    val arrived: () -> Unit = {},
    val poll: (PollForm?) -> Unit = {},
    val ask: () -> Unit = {},
    val closeViewer: () -> Unit = {},
    val heard: () -> Unit = {},
    val labelRoom: () -> Unit = {},
    val label: LabelDoes = LabelDoes(),
    val row: RowDoes = RowDoes(),
)

/** A conversation: the newest at the bottom, what is written below it. */
@Composable
fun ConversationScreen(
    state: ConversationState,
    does: ConversationDoes,
    busy: Boolean = false,
) {
    Box(Modifier.fillMaxSize()) {
        Column(Modifier.fillMaxSize()) {
            Head(state, does)
            ArchivedBanner(state.room?.label ?: Label.BUSINESS, state.house, does.labelRoom)
            state.search?.let { Found(it, does) }
            if (state.search == null || state.search.found.isEmpty()) {
                Lines(state, does, Modifier.weight(1f))
                state.said?.let { Heard(it, does.heard) }
                Below(state, does, busy)
            }
        }
        state.viewing?.let { viewing ->
            val save = does.row.save.takeUnless { state.house.forbids("save_file") }
            Viewer(viewing, state.unshown[viewing.row.key], does.closeViewer, save)
        }
    }
}

/** What is done below the lines: a label is chosen, a question is composed, or a message is written. */
@Composable
private fun Below(
    state: ConversationState,
    does: ConversationDoes,
    busy: Boolean,
) {
    val choice = state.house.labels
    when {
        state.labelling != null && choice != null -> {
            LabelPanel(state.labelling, choice, state.at, busy, does.label)
        }

        state.poll != null -> {
            PollComposer(state.poll, does.poll, does.ask)
        }

        else -> {
            Composer(state.draft, state.members, state.house, does)
        }
    }
}

@Composable
private fun Lines(
    state: ConversationState,
    does: ConversationDoes,
    modifier: Modifier,
) {
    val lines = state.lines
    val list = rememberLazyListState()
    val scope = rememberCoroutineScope()
    Box(modifier) {
        LazyColumn(Modifier.fillMaxSize().testTag("lines"), list, reverseLayout = true) {
            items(lines, key = { it.key }, contentType = { it::class }) { LineView(it, state, does.row) }
        }
        val unread = remember(lines) { lines.indexOf(Line.Unread) }
        Jumps(list, unread, state.unread > 0 && state.earlier, does.toUnread) { scope.launch { list.scrollToItem(it) } }
    }
    LaunchedEffect(state.goal, lines) {
        val at = state.goal?.let { goal -> lines.indexOfFirst { it.key == goal } } ?: -1
        if (at >= 0) {
            list.scrollToItem(at)
            does.arrived()
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
    val below = if (typing.isEmpty()) null else say(Word.TYPING, tameLine(typing.joinToString()))
    TopLine(tameLine(room?.name ?: say(Word.NAMELESS)), does.back, below) {
        Sign(Icons.Search, say(Word.SEARCH)) { does.search(if (state.search == null) "" else null) }
        Sign(Icons.People, say(Word.PEOPLE), onClick = does.members)
    }
}

@Composable
private fun Heard(
    said: Sentence,
    close: () -> Unit,
) {
    Surface(color = MaterialTheme.colorScheme.secondaryContainer) {
        Row(Modifier.fillMaxWidth().padding(start = 16.dp), verticalAlignment = Alignment.CenterVertically) {
            Text(
                say(said),
                Modifier.weight(1f).padding(vertical = 8.dp),
                color = MaterialTheme.colorScheme.onSecondaryContainer,
            )
            Sign(Icons.Close, say(Word.CLOSE), onClick = close)
        }
    }
}

@Composable
private fun BoxScope.Jumps(
    list: LazyListState,
    unread: Int,
    unreadFarther: Boolean,
    toUnread: () -> Unit,
    goTo: (Int) -> Unit,
) {
    val first by remember { derivedStateOf { list.firstVisibleItemIndex } }
    val last by remember { derivedStateOf { lastShown(list) } }
    Column(Modifier.align(Alignment.BottomEnd).padding(12.dp)) {
        if (unread > last || (unread < 0 && unreadFarther)) {
            SmallFloatingActionButton(toUnread, Modifier.size(Touch)) { Icon(Icons.Up, say(Word.TO_UNREAD)) }
        }
        if (first > 1) {
            SmallFloatingActionButton({
                goTo(0)
            }, Modifier.padding(top = 8.dp).size(Touch)) { Icon(Icons.Down, say(Word.TO_NEWEST)) }
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
    val near by remember(lines) { derivedStateOf { lastShown(list) > lines - NEAR } }
    LaunchedEffect(near, lines, earlier) { if (near && earlier && lines > 0) load() }
}

private fun lastShown(list: LazyListState): Int =
    list.layoutInfo.visibleItemsInfo
        .lastOrNull()
        ?.index ?: 0

private const val NEAR = 15
