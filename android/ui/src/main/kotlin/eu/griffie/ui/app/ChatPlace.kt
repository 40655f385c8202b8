package eu.griffie.ui.app

import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.remember
import eu.griffie.core.RoomId
import eu.griffie.core.UserId
import eu.griffie.ui.conversation.Conversation
import eu.griffie.ui.conversation.ConversationDoes
import eu.griffie.ui.conversation.ConversationScreen
import eu.griffie.ui.conversation.Desk
import eu.griffie.ui.conversation.RowDoes
import eu.griffie.ui.labels.LabelDoes

/** One conversation, from the moment it is opened until it is left. */
@Composable
internal fun ChatPlace(
    session: Session,
    room: RoomId,
    self: UserId,
) {
    val chat =
        remember(room) {
            val desk = Desk(session.griffie, session.host, session.acts, room, self)
            Conversation(desk, session.houses.state, session.scope)
        }
    DisposableEffect(chat) { onDispose { chat.close() } }
    val state by chat.state.collectAsState()
    val busy by session.acts.busy.collectAsState()
    val does =
        remember(chat) {
            does(chat, { session.go(Place.Rooms) }, { session.go(Place.Members(room)) })
        }
    ConversationScreen(state, does, busy > 0)
}

private fun does(
    chat: Conversation,
    back: () -> Unit,
    members: () -> Unit,
) = ConversationDoes(
    back = back,
    members = members,
    write = chat.writing::write,
    send = chat.writing::send,
    dropDraft = chat.writing::dropDraft,
    attach = { chat.writing.attach() },
    earlier = { chat.going.earlier() },
    search = chat.going::search,
    reach = { chat.going.reach(it) },
    typeDay = chat.going::typeDay,
    toDay = { chat.going.toDay(it) },
    toUnread = { chat.going.toUnread() },
    arrived = chat.going::arrived,
    poll = chat.writing::composePoll,
    ask = { chat.writing.ask() },
    closeViewer = chat.pictures::close,
    heard = chat::heard,
    labelRoom = { chat.labels.begin(null) },
    label = LabelDoes(chat.labels::pick, chat.labels::because, { chat.labels.set() }, chat.labels::drop),
    row = rowDoes(chat),
)

private fun rowDoes(chat: Conversation) =
    RowDoes(
        reply = chat.writing::answer,
        edit = chat.writing::change,
        takeBack = chat.writing::takeBack,
        react = chat.writing::react,
        save = chat.writing::save,
        label = chat.labels::begin,
        show = chat.pictures::show,
        open = chat.pictures::open,
        play = chat.voices::play,
        vote = chat.writing::vote,
        endPoll = chat.writing::endPoll,
    )
