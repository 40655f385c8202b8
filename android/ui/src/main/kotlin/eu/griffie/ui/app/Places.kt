package eu.griffie.ui.app

import androidx.compose.foundation.layout.Column
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.remember
import eu.griffie.core.UserId
import eu.griffie.ui.archive.ArchiveScreen
import eu.griffie.ui.rooms.BeginScreen
import eu.griffie.ui.rooms.Rooms
import eu.griffie.ui.rooms.RoomsDoes
import eu.griffie.ui.rooms.RoomsScreen
import eu.griffie.ui.rooms.RoomsState
import eu.griffie.ui.rules.RulesScreen
import eu.griffie.ui.safety.AskedBanner
import java.time.LocalDateTime

/** The screens of somebody who is signed in. */
@Composable
fun Places(
    session: Session,
    self: UserId,
) {
    val place by session.place.collectAsState()
    val rooms = remember(session) { Rooms(session.griffie, session.acts) { session.go(Place.Chat(it)) } }
    val asking by session.verifying.asking.collectAsState(null)
    Column {
        asking?.takeIf { place !is Place.Verify }?.let {
            AskedBanner(it, self) { session.go(Place.Verify(it.flow, place)) }
        }
        At(place, session, rooms, self)
    }
}

@Composable
private fun At(
    place: Place,
    session: Session,
    rooms: Rooms,
    self: UserId,
) {
    val busy by session.acts.busy.collectAsState()
    val toRooms = { session.go(Place.Rooms) }
    when (place) {
        is Place.Rooms -> {
            RoomsPlace(session, rooms)
        }

        is Place.Begin -> {
            BeginScreen(busy > 0, toRooms, { rooms.chatWith(it) }) { name, users -> rooms.group(name, users) }
        }

        is Place.Chat -> {
            ChatPlace(session, place.room, self)
        }

        is Place.Members -> {
            MembersPlace(session, place.room, self)
        }

        is Place.Keys -> {
            KeysPlace(session, place)
        }

        is Place.Verify -> {
            VerifyPlace(session, place)
        }

        is Place.Archive -> {
            val state by session.archive.collectAsState(null)
            val house by session.houses.state.collectAsState()
            ArchiveScreen(state, busy > 0, toRooms, house.rules) { session.acts.act { session.griffie.routeNow() } }
        }

        is Place.Settings -> {
            SettingsPlace(session)
        }

        is Place.Rules -> {
            val house by session.houses.state.collectAsState()
            RulesScreen(house, LocalDateTime.now(), { session.go(Place.Settings) }, session.houses::choose)
        }

        is Place.About -> {
            AboutPlace(session)
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
