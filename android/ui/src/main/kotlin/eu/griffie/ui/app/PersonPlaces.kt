package eu.griffie.ui.app

import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import eu.griffie.core.RoomId
import eu.griffie.core.UserId
import eu.griffie.core.membersFlow
import eu.griffie.core.roomsFlow
import eu.griffie.core.version
import eu.griffie.ui.about.AboutScreen
import eu.griffie.ui.about.AboutState
import eu.griffie.ui.about.Report
import eu.griffie.ui.members.MembersDoes
import eu.griffie.ui.members.MembersScreen
import eu.griffie.ui.members.MembersState
import eu.griffie.ui.safety.Keys
import eu.griffie.ui.safety.KeysDoes
import eu.griffie.ui.safety.KeysScreen
import eu.griffie.ui.safety.VerifyDoes
import eu.griffie.ui.safety.VerifyScreen
import eu.griffie.ui.safety.VerifyState
import eu.griffie.ui.settings.Settings
import eu.griffie.ui.settings.SettingsDoes
import eu.griffie.ui.settings.SettingsScreen

/** Who is in a room. */
@Composable
internal fun MembersPlace(
    session: Session,
    id: RoomId,
    self: UserId,
) {
    val room = remember(id) { session.griffie.room(id) }
    DisposableEffect(room) { onDispose { room.close() } }
    val members by remember(room) { room.membersFlow() }.collectAsState(emptyList())
    val rooms by remember(session) { session.griffie.roomsFlow() }.collectAsState(emptyList())
    val muted by session.muted.rooms.collectAsState()
    val busy by session.acts.busy.collectAsState()
    var renewed by remember(id) { mutableStateOf(false) }
    val acts = session.acts
    MembersScreen(
        MembersState(members, self, rooms.find { it.roomId == id }, id in muted, renewed),
        MembersDoes(
            back = { session.go(Place.Chat(id)) },
            invite = { acts.act { room.invite(it) } },
            remove = { acts.act { room.remove(it) } },
            role = { user, power -> acts.act { room.setPower(user, power) } },
            keys = { session.go(Place.Keys(id, it.userId, it.displayName ?: it.userId.value)) },
            rename = { acts.act { room.rename(it) } },
            mute = { session.muted.turn(id) },
            renew = {
                acts.act {
                    session.griffie.renewKeys(id)
                    renewed = true
                }
            },
            leave = {
                acts.act {
                    session.griffie.room(id).use { it.leave() }
                    session.go(Place.Rooms)
                }
            },
        ),
        busy > 0,
    )
}

/** Somebody's keys. */
@Composable
internal fun KeysPlace(
    session: Session,
    at: Place.Keys,
) {
    val keys = remember(at) { Keys(session.griffie, session.acts, at.user) }
    LaunchedEffect(keys) { keys.look() }
    val state by keys.state.collectAsState()
    val busy by session.acts.busy.collectAsState()
    KeysScreen(
        at.name,
        state,
        busy > 0,
        KeysDoes(
            { session.go(Place.Members(at.room)) },
            { device -> session.verifying.begin(at.user, device) { session.go(Place.Verify(it, at)) } },
            { keys.accept() },
        ),
    )
}

/** One verification. */
@Composable
internal fun VerifyPlace(
    session: Session,
    at: Place.Verify,
) {
    val verifying = session.verifying
    val all by verifying.all.collectAsState(emptyList())
    val codes by verifying.shown.collectAsState()
    val flow = at.flow
    VerifyScreen(
        VerifyState(all.find { it.flow == flow }, codes[flow], verifying.canScan),
        VerifyDoes(
            { session.go(at.back) },
            { verifying.accept(flow) },
            { verifying.emoji(flow) },
            { verifying.code(flow) },
            { verifying.scan(flow) },
            { verifying.same(flow) },
            { verifying.differs(flow) },
            { verifying.cancel(flow) },
        ),
    )
}

/** What is the person's own on this device. */
@Composable
internal fun SettingsPlace(session: Session) {
    val settings = remember(session) { Settings(session.griffie, session.acts) }
    LaunchedEffect(settings) { settings.look() }
    val state by settings.state.collectAsState()
    val busy by session.acts.busy.collectAsState()
    val left = { session.go(Place.Rooms) }
    SettingsScreen(
        state,
        SettingsDoes(
            { session.go(Place.Rooms) },
            session::speak,
            { settings.showKey() },
            settings::hideKey,
            { settings.recover(it) },
            { session.verifying.beginOwn { session.go(Place.Verify(it, Place.Settings)) } },
            { session.go(Place.Rules) },
            { session.go(Place.About) },
            settings::leaving,
            { settings.signOut(left) },
            { settings.endReview(left) },
        ),
        busy > 0,
    )
}

/** What this app is. */
@Composable
internal fun AboutPlace(session: Session) {
    val report = remember(session) { Report(session.griffie, session.host, session.acts) }
    val settings = remember(session) { Settings(session.griffie, session.acts) }
    LaunchedEffect(settings) { settings.look() }
    val own by settings.state.collectAsState()
    val lines by report.lines.collectAsState()
    val house by session.houses.state.collectAsState()
    AboutScreen(
        AboutState(session.host.build, version(), own.safety, house, lines),
        { session.go(Place.Settings) },
        { report.make() },
        { report.save() },
    )
}
