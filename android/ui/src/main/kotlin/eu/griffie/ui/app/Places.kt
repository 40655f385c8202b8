package eu.griffie.ui.app

import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.remember
import eu.griffie.core.RoomId
import eu.griffie.core.UserId
import eu.griffie.core.membersFlow
import eu.griffie.ui.archive.ArchiveScreen
import eu.griffie.ui.conversation.Conversation
import eu.griffie.ui.conversation.ConversationDoes
import eu.griffie.ui.conversation.ConversationScreen
import eu.griffie.ui.conversation.RowDoes
import eu.griffie.ui.members.ADMIN
import eu.griffie.ui.members.MembersDoes
import eu.griffie.ui.members.MembersScreen
import eu.griffie.ui.rooms.BeginScreen
import eu.griffie.ui.rooms.Rooms
import eu.griffie.ui.rooms.RoomsDoes
import eu.griffie.ui.rooms.RoomsScreen
import eu.griffie.ui.rooms.RoomsState
import eu.griffie.ui.settings.Settings
import eu.griffie.ui.settings.SettingsDoes
import eu.griffie.ui.settings.SettingsScreen

/** The screens of somebody who is signed in. */
@Composable
fun Places(
    session: Session,
    self: UserId,
) {
    val place by session.place.collectAsState()
    val rooms = remember(session) { Rooms(session.griffie, session.acts) { session.go(Place.Chat(it)) } }
    val busy by session.acts.busy.collectAsState()
    val toRooms = { session.go(Place.Rooms) }
    when (val at = place) {
        is Place.Rooms -> {
            RoomsPlace(session, rooms)
        }

        is Place.Begin -> {
            BeginScreen(busy > 0, toRooms, { rooms.chatWith(it) }) { name, users -> rooms.group(name, users) }
        }

        is Place.Chat -> {
            ChatPlace(session, at.room)
        }

        is Place.Members -> {
            MembersPlace(session, at.room, self)
        }

        is Place.Archive -> {
            val state by session.archive.collectAsState(null)
            ArchiveScreen(state, busy > 0, toRooms) { session.acts.act { session.griffie.routeNow() } }
        }

        is Place.Settings -> {
            SettingsPlace(session)
        }
    }
}

@Composable
private fun RoomsPlace(
    session: Session,
    rooms: Rooms,
) {
    val state by rooms.state.collectAsState(RoomsState())
    val words by rooms.searched.collectAsState()
    val archive by session.archive.collectAsState(null)
    RoomsScreen(
        state.copy(words = words),
        archive?.light,
        RoomsDoes(
            rooms::search,
            { session.go(Place.Chat(it)) },
            { rooms.accept(it) },
            { rooms.decline(it) },
            { session.go(Place.Begin) },
            { session.go(Place.Archive) },
            { session.go(Place.Settings) },
        ),
    )
}

@Composable
private fun ChatPlace(
    session: Session,
    room: RoomId,
) {
    val chat = remember(room) { Conversation(session.griffie, session.host, session.acts, session.scope, room) }
    DisposableEffect(chat) { onDispose { chat.close() } }
    val state by chat.state.collectAsState()
    val row =
        remember(chat) {
            RowDoes(chat::answer, chat::change, chat::takeBack, chat::react, chat::save)
        }
    ConversationScreen(
        state,
        ConversationDoes(
            { session.go(Place.Rooms) },
            { session.go(Place.Members(room)) },
            chat::write,
            chat::send,
            chat::dropDraft,
            { chat.attach() },
            { chat.earlier() },
            chat::search,
            { key, then -> chat.reach(key, then) },
            row,
        ),
    )
}

@Composable
private fun MembersPlace(
    session: Session,
    id: RoomId,
    self: UserId,
) {
    val room = remember(id) { session.griffie.room(id) }
    DisposableEffect(room) { onDispose { room.close() } }
    val members by remember(room) { room.membersFlow() }.collectAsState(emptyList())
    val acts = session.acts
    MembersScreen(
        members,
        self,
        MembersDoes(
            { session.go(Place.Chat(id)) },
            { acts.act { room.invite(it) } },
            { acts.act { room.remove(it) } },
            { acts.act { room.setPower(it, ADMIN) } },
        ) {
            acts.act {
                session.griffie.room(id).use { it.leave() }
                session.go(Place.Rooms)
            }
        },
    )
}

@Composable
private fun SettingsPlace(session: Session) {
    val settings = remember(session) { Settings(session.griffie, session.acts) }
    LaunchedEffect(settings) { settings.look() }
    val state by settings.state.collectAsState()
    SettingsScreen(
        state,
        SettingsDoes(
            { session.go(Place.Rooms) },
            session::speak,
            { settings.showKey() },
            settings::hideKey,
            { settings.recover(it) },
        ),
    )
}
