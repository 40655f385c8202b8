package eu.griffie.ui.members

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.DropdownMenu
import androidx.compose.material3.DropdownMenuItem
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.dp
import eu.griffie.core.MemberRow
import eu.griffie.core.Membership
import eu.griffie.core.RoomRow
import eu.griffie.core.UserId
import eu.griffie.ui.app.Face
import eu.griffie.ui.app.Sign
import eu.griffie.ui.app.TopLine
import eu.griffie.ui.app.Touch
import eu.griffie.ui.safety.TrustBadge
import eu.griffie.ui.texts.MoreWord
import eu.griffie.ui.texts.Phrase
import eu.griffie.ui.texts.Word
import eu.griffie.ui.texts.looks
import eu.griffie.ui.texts.say
import eu.griffie.ui.texts.tameLine
import eu.griffie.ui.theme.Icons
import eu.griffie.ui.theme.LocalSignals

/** Power levels as Matrix gives them. */
const val ADMIN = 100L

/** From here on somebody may remove others, and rename the room. */
const val MODERATOR = 50L

/** What stands on the screen. */
data class MembersState(
    val members: List<MemberRow> = emptyList(),
    val self: UserId? = null,
    val room: RoomRow? = null,
    val muted: Boolean = false,
    /** Whether the room's key was just renewed. */
    val renewed: Boolean = false,
) {
    val own get() = members.find { it.userId == self }?.power ?: 0
}

/** What the person does on this screen. */
class MembersDoes(
    val back: () -> Unit = {},
    val invite: (UserId) -> Unit = {},
    val remove: (UserId) -> Unit = {},
    val role: (UserId, Long) -> Unit = { _, _ -> },
    val keys: (MemberRow) -> Unit = {},
    val rename: (String) -> Unit = {},
    val mute: () -> Unit = {},
    val renew: () -> Unit = {},
    val leave: () -> Unit = {},
)

/** Who is in the room, what an administrator of it may do, and what everybody may. */
@Composable
fun MembersScreen(
    state: MembersState,
    does: MembersDoes,
    busy: Boolean = false,
) {
    Column(Modifier.fillMaxSize()) {
        TopLine(say(Word.PEOPLE), does.back, state.room?.name?.let(::tameLine))
        LazyColumn(Modifier.weight(1f)) {
            items(state.members, key = { it.userId.value }) { Person(it, state, does) }
            item { Room(state, busy, does) }
        }
    }
}

/** Whose name this one looks like, though it is another person's; null when it is like nobody's. */
fun imitated(
    member: MemberRow,
    members: List<MemberRow>,
): MemberRow? {
    val looks = looks(member.displayName ?: return null)
    return members.firstOrNull { it.userId != member.userId && it.displayName?.let(::looks) == looks }
}

@Composable
private fun Person(
    member: MemberRow,
    state: MembersState,
    does: MembersDoes,
) {
    val name = tameLine(member.displayName ?: member.userId.value)
    val own = state.own
    Row(
        Modifier
            .fillMaxWidth()
            .heightIn(min = Touch)
            .clickable(role = Role.Button) { does.keys(member) }
            .padding(horizontal = 16.dp, vertical = 6.dp),
        Arrangement.spacedBy(12.dp),
        Alignment.CenterVertically,
    ) {
        Face(name)
        Named(member, name, imitated(member, state.members), Modifier.weight(1f))
        TrustBadge(member.trust)
        if (own >= ADMIN && member.power < own && member.membership == Membership.JOIN) {
            Roles(name) { does.role(member.userId, it) }
        }
        if (own > member.power && own >= MODERATOR) {
            Sign(Icons.Close, say(Word.REMOVE, name)) { does.remove(member.userId) }
        }
    }
}

@Composable
private fun Named(
    member: MemberRow,
    name: String,
    alike: MemberRow?,
    modifier: Modifier,
) {
    Column(modifier) {
        Text(name, style = MaterialTheme.typography.titleMedium, maxLines = 2, overflow = TextOverflow.Ellipsis)
        val role = role(member)?.let { say(it) }
        Text(
            listOfNotNull(member.userId.value, role).joinToString(" · "),
            style = MaterialTheme.typography.labelMedium,
            color = MaterialTheme.colorScheme.onSurfaceVariant,
        )
        if (alike != null) {
            Text(
                say(MoreWord.IMITATES, alike.userId.value),
                style = MaterialTheme.typography.labelMedium,
                color = LocalSignals.current.attention,
            )
        }
    }
}

@Composable
private fun Roles(
    name: String,
    give: (Long) -> Unit,
) {
    var open by remember { mutableStateOf(false) }
    Box {
        Sign(Icons.Up, say(MoreWord.ROLE_OF, name)) { open = true }
        DropdownMenu(open, { open = false }) {
            listOf<Pair<Phrase, Long>>(
                Word.MEMBER_ADMIN to ADMIN,
                Word.MEMBER_MODERATOR to MODERATOR,
                MoreWord.ROLE_MEMBER to 0L,
            ).forEach { (word, power) ->
                DropdownMenuItem({ Text(say(word)) }, {
                    open = false
                    give(power)
                }, Modifier.heightIn(min = Touch))
            }
        }
    }
}

private fun role(member: MemberRow): Word? =
    when {
        member.membership == Membership.INVITE -> Word.MEMBER_INVITED
        member.power >= ADMIN -> Word.MEMBER_ADMIN
        member.power >= MODERATOR -> Word.MEMBER_MODERATOR
        else -> null
    }
