package eu.griffie.ui.members

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
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
import eu.griffie.core.MemberRow
import eu.griffie.core.Membership
import eu.griffie.core.UserId
import eu.griffie.ui.app.Face
import eu.griffie.ui.app.Sign
import eu.griffie.ui.app.TopLine
import eu.griffie.ui.app.Touch
import eu.griffie.ui.rooms.ids
import eu.griffie.ui.texts.Word
import eu.griffie.ui.texts.say
import eu.griffie.ui.theme.Icons

/** Power levels as Matrix gives them. */
const val ADMIN = 100L

/** From here on somebody may remove others. */
const val MODERATOR = 50L

/** What the person does on this screen. */
class MembersDoes(
    val back: () -> Unit = {},
    val invite: (UserId) -> Unit = {},
    val remove: (UserId) -> Unit = {},
    val promote: (UserId) -> Unit = {},
    val leave: () -> Unit = {},
)

/** Who is in the room, and what an administrator of it may do. */
@Composable
fun MembersScreen(
    members: List<MemberRow>,
    self: UserId?,
    does: MembersDoes,
) {
    val own = members.find { it.userId == self }?.power ?: 0
    Column(Modifier.fillMaxSize()) {
        TopLine(say(Word.PEOPLE), does.back)
        LazyColumn(Modifier.weight(1f)) {
            items(
                members,
                key = { it.userId.value },
            ) { Person(it, own > it.power && own >= MODERATOR, own >= ADMIN, does) }
        }
        Invite(does)
        TextButton(does.leave, Modifier.padding(8.dp).heightIn(min = Touch)) {
            Text(say(Word.LEAVE), color = MaterialTheme.colorScheme.error)
        }
    }
}

@Composable
private fun Person(
    member: MemberRow,
    mayRemove: Boolean,
    mayPromote: Boolean,
    does: MembersDoes,
) {
    val name = member.displayName ?: member.userId.value
    Row(
        Modifier.fillMaxWidth().padding(horizontal = 16.dp, vertical = 6.dp),
        Arrangement.spacedBy(12.dp),
        Alignment.CenterVertically,
    ) {
        Face(name)
        Column(Modifier.weight(1f)) {
            Text(name, style = MaterialTheme.typography.titleMedium)
            val role = role(member)?.let { say(it) }
            Text(
                listOfNotNull(member.userId.value, role).joinToString(" · "),
                style = MaterialTheme.typography.labelMedium,
                color = MaterialTheme.colorScheme.onSurfaceVariant,
            )
        }
        if (mayPromote && member.power < ADMIN && member.membership == Membership.JOIN) {
            Sign(Icons.Up, say(Word.MAKE_ADMIN, name)) { does.promote(member.userId) }
        }
        if (mayRemove) Sign(Icons.Close, say(Word.REMOVE, name)) { does.remove(member.userId) }
    }
}

@Composable
private fun Invite(does: MembersDoes) {
    var user by rememberSaveable { mutableStateOf("") }
    Row(Modifier.padding(16.dp), Arrangement.spacedBy(8.dp), Alignment.CenterVertically) {
        OutlinedTextField(
            user,
            { user = it },
            Modifier.weight(1f).testTag("invite"),
            label = { Text(say(Word.USER_ID)) },
            singleLine = true,
        )
        TextButton({
            ids(user).forEach(does.invite)
            user = ""
        }, Modifier.heightIn(min = Touch), enabled = user.isNotBlank()) { Text(say(Word.INVITE)) }
    }
}

private fun role(member: MemberRow): Word? =
    when {
        member.membership == Membership.INVITE -> Word.MEMBER_INVITED
        member.power >= ADMIN -> Word.MEMBER_ADMIN
        member.power >= MODERATOR -> Word.MEMBER_MODERATOR
        else -> null
    }
