package eu.griffie.ui.rooms

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.Badge
import androidx.compose.material3.FloatingActionButton
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.dp
import eu.griffie.core.Light
import eu.griffie.core.RoomId
import eu.griffie.core.RoomRow
import eu.griffie.ui.app.Choices
import eu.griffie.ui.app.Face
import eu.griffie.ui.app.Sign
import eu.griffie.ui.app.TopLine
import eu.griffie.ui.archive.LightSign
import eu.griffie.ui.brand.Brand
import eu.griffie.ui.conversation.summary
import eu.griffie.ui.texts.LocalLanguage
import eu.griffie.ui.texts.Word
import eu.griffie.ui.texts.clock
import eu.griffie.ui.texts.say
import eu.griffie.ui.texts.tameLine
import eu.griffie.ui.theme.Icons

/** What the person does on this screen. */
class RoomsDoes(
    val search: (String) -> Unit = {},
    val open: (RoomId) -> Unit = {},
    val accept: (RoomId) -> Unit = {},
    val decline: (RoomId) -> Unit = {},
    val begin: () -> Unit = {},
    val archive: () -> Unit = {},
    val settings: () -> Unit = {},
)

/** All chats, the one with the newest line first. */
@Composable
fun RoomsScreen(
    state: RoomsState,
    light: Light?,
    does: RoomsDoes,
) {
    Box(Modifier.fillMaxSize()) {
        Column(Modifier.fillMaxSize()) {
            TopLine(Brand.NAME) {
                LightSign(light, does.archive)
                Sign(Icons.Settings, say(Word.SETTINGS), onClick = does.settings)
            }
            OutlinedTextField(
                state.words,
                does.search,
                Modifier.fillMaxWidth().padding(horizontal = 12.dp, vertical = 8.dp).testTag("search-rooms"),
                label = { Text(say(Word.SEARCH)) },
                leadingIcon = { Icon(Icons.Search, null) },
                singleLine = true,
            )
            if (state.rooms.isEmpty()) {
                Text(
                    say(if (state.words.isBlank()) Word.NO_CHATS else Word.NO_RESULTS),
                    Modifier.padding(24.dp),
                    color = MaterialTheme.colorScheme.onSurfaceVariant,
                )
            }
            LazyColumn(Modifier.fillMaxSize().testTag("rooms")) {
                items(state.rooms, key = { it.roomId.value }) { room ->
                    if (room.isInvitation) Asked(room, does) else Line(room) { does.open(room.roomId) }
                }
            }
        }
        FloatingActionButton(does.begin, Modifier.align(Alignment.BottomEnd).padding(16.dp)) {
            Icon(Icons.Plus, say(Word.NEW_CHAT))
        }
    }
}

@Composable
private fun Line(
    room: RoomRow,
    onClick: () -> Unit,
) {
    val name = tameLine(room.name ?: say(Word.NAMELESS))
    Row(
        Modifier.fillMaxWidth().clickable(onClick = onClick).padding(horizontal = 16.dp, vertical = 10.dp),
        Arrangement.spacedBy(12.dp),
        Alignment.CenterVertically,
    ) {
        Face(name)
        Column(Modifier.weight(1f)) {
            Row(verticalAlignment = Alignment.CenterVertically) {
                Text(
                    name,
                    Modifier.weight(1f),
                    style = MaterialTheme.typography.titleMedium,
                    maxLines = 1,
                    overflow = TextOverflow.Ellipsis,
                )
                room.last?.let { Quiet(clock(it.at, LocalLanguage.current)) }
            }
            Row(verticalAlignment = Alignment.CenterVertically) {
                Text(
                    room.last?.let { tameLine(summary(it, LocalLanguage.current).take(MOST)) }.orEmpty(),
                    Modifier.weight(1f),
                    color = MaterialTheme.colorScheme.onSurfaceVariant,
                    fontWeight = if (room.unread > 0u) FontWeight.SemiBold else null,
                    maxLines = 1,
                    overflow = TextOverflow.Ellipsis,
                )
                Counts(room)
            }
        }
    }
}

@Composable
private fun Counts(room: RoomRow) {
    if (room.highlights > 0u) {
        val mentioned = say(Word.MENTIONED)
        Badge(
            Modifier.padding(start = 6.dp).semantics { contentDescription = mentioned },
            containerColor = MaterialTheme.colorScheme.error,
            contentColor = MaterialTheme.colorScheme.onError,
        ) { Text("@") }
    }
    if (room.unread > 0u) {
        val unread = say(Word.UNREAD_COUNT, room.unread)
        Badge(
            Modifier.padding(start = 6.dp).semantics { contentDescription = unread },
            containerColor = MaterialTheme.colorScheme.primary,
            contentColor = MaterialTheme.colorScheme.onPrimary,
        ) { Text("${room.unread}") }
    }
}

@Composable
private fun Quiet(text: String) {
    Text(text, style = MaterialTheme.typography.labelMedium, color = MaterialTheme.colorScheme.onSurfaceVariant)
}

@Composable
private fun Asked(
    room: RoomRow,
    does: RoomsDoes,
) {
    Column(Modifier.fillMaxWidth().padding(horizontal = 16.dp, vertical = 10.dp)) {
        Row(horizontalArrangement = Arrangement.spacedBy(12.dp), verticalAlignment = Alignment.CenterVertically) {
            val name = tameLine(room.name ?: say(Word.NAMELESS))
            Face(name)
            Column {
                Text(name, style = MaterialTheme.typography.titleMedium)
                room.inviter?.let { Quiet(say(Word.INVITED_BY, it)) }
            }
        }
        Choices(
            say(Word.DECLINE) to { does.decline(room.roomId) },
            say(Word.ACCEPT) to { does.accept(room.roomId) },
        )
    }
}

private const val MOST = 200
