package eu.griffie.ui.conversation

import eu.griffie.core.EventId
import eu.griffie.core.Label
import eu.griffie.core.MemberRow
import eu.griffie.core.Membership
import eu.griffie.core.RoomId
import eu.griffie.core.RowContent
import eu.griffie.core.TimelineRow
import eu.griffie.core.Trust
import eu.griffie.core.UserId
import java.time.Instant

val noon: Instant = Instant.parse("2026-11-20T12:00:00Z")

/** A line of a conversation. */
fun said(
    key: String,
    body: String = key,
    by: String = "anouk",
    at: Instant = noon,
    content: RowContent = RowContent.Text,
) = TimelineRow(
    key = key,
    roomId = RoomId("!room:griffie.test"),
    eventId = EventId("\$$key"),
    transaction = null,
    content = content,
    sender = UserId("@$by:griffie.test"),
    senderName = by.replaceFirstChar(Char::uppercase),
    own = by == "anouk",
    at = at,
    body = body,
    formatted = null,
    reply = null,
    thread = null,
    versions = emptyList(),
    reactions = emptyList(),
    redacted = null,
    verification = null,
    sendState = null,
    label = Label.BUSINESS,
)

/** Somebody in a conversation. */
fun member(
    user: String,
    name: String?,
    membership: Membership = Membership.JOIN,
    power: Long = 0,
    trust: Trust = Trust.UNVERIFIED,
) = MemberRow(UserId("@$user:griffie.test"), name, null, membership, power, trust)
