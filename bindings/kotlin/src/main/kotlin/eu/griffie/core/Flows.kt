package eu.griffie.core

import kotlinx.coroutines.channels.ProducerScope
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.callbackFlow
import kotlinx.coroutines.flow.conflate

/** The room list, newest first: as it is now, then again after every change. */
fun Griffie.roomsFlow(): Flow<List<RoomRow>> =
    stateFlow {
        val rows = mutableListOf<RoomRow>()
        watchRooms(
            object : RoomListListener {
                override fun onUpdate(diffs: List<RoomDiff>) {
                    diffs.forEach(rows::apply)
                    trySend(rows.toList())
                }
            },
        )
    }

/** The lines of this timeline: as they are now, then again after every change. [Timeline.loadEarlier] makes it longer. */
fun Timeline.rowsFlow(): Flow<List<TimelineRow>> =
    stateFlow {
        val rows = mutableListOf<TimelineRow>()
        watch(
            object : TimelineListener {
                override fun onUpdate(diffs: List<TimelineDiff>) {
                    diffs.forEach(rows::apply)
                    trySend(rows.toList())
                }
            },
        )
    }

/** The people in this room: as they are now, then again after every change. */
fun Room.membersFlow(): Flow<List<MemberRow>> =
    stateFlow {
        val rows = mutableListOf<MemberRow>()
        watchMembers(
            object : MembersListener {
                override fun onUpdate(diffs: List<MemberDiff>) {
                    diffs.forEach(rows::apply)
                    trySend(rows.toList())
                }
            },
        )
    }

/** Whether somebody is signed in and the core runs. */
fun Griffie.signInFlow(): Flow<SignInState> =
    stateFlow {
        watchSignIn(
            object : SignInListener {
                override fun onUpdate(state: SignInState) {
                    trySend(state)
                }
            },
        )
    }

/** How things stand with the archive. */
fun Griffie.archiveFlow(): Flow<ArchiveState> =
    stateFlow {
        watchArchive(
            object : ArchiveListener {
                override fun onUpdate(state: ArchiveState) {
                    trySend(state)
                }
            },
        )
    }

/** Verifications that go on and the last that ended, newest first. */
fun Griffie.verificationsFlow(): Flow<List<Verification>> =
    stateFlow {
        watchVerifications(
            object : VerificationsListener {
                override fun onUpdate(verifications: List<Verification>) {
                    trySend(verifications)
                }
            },
        )
    }

/** How far a file is on its way. */
fun Room.transferFlow(of: TransferId): Flow<Transfer> =
    stateFlow {
        watchTransfer(
            of,
            object : TransferListener {
                override fun onUpdate(transfer: Transfer) {
                    trySend(transfer)
                }
            },
        )
    }

/**
 * A subscription as a flow of whole states. A slow collector skips states that are over and always gets the newest; the diffs are
 * applied before anything is skipped, so none is lost. The end of collecting ends the subscription.
 */
private fun <S> stateFlow(subscribe: ProducerScope<S>.() -> Subscription): Flow<S> =
    callbackFlow {
        val subscription = subscribe()
        awaitClose { subscription.use { it.cancel() } }
    }.conflate()

private fun MutableList<RoomRow>.apply(diff: RoomDiff) =
    when (diff) {
        is RoomDiff.Reset -> replaceBy(diff.rows)
        is RoomDiff.Insert -> add(diff.index.toInt(), diff.row)
        is RoomDiff.Update -> this[diff.index.toInt()] = diff.row
        is RoomDiff.Remove -> drop(diff.index)
    }

private fun MutableList<TimelineRow>.apply(diff: TimelineDiff) =
    when (diff) {
        is TimelineDiff.Reset -> replaceBy(diff.rows)
        is TimelineDiff.Insert -> add(diff.index.toInt(), diff.row)
        is TimelineDiff.Update -> this[diff.index.toInt()] = diff.row
        is TimelineDiff.Remove -> drop(diff.index)
    }

private fun MutableList<MemberRow>.apply(diff: MemberDiff) =
    when (diff) {
        is MemberDiff.Reset -> replaceBy(diff.rows)
        is MemberDiff.Insert -> add(diff.index.toInt(), diff.row)
        is MemberDiff.Update -> this[diff.index.toInt()] = diff.row
        is MemberDiff.Remove -> drop(diff.index)
    }

private fun <Row> MutableList<Row>.replaceBy(rows: List<Row>) {
    clear()
    addAll(rows)
}

private fun MutableList<*>.drop(index: UInt) {
    removeAt(index.toInt())
}
