package eu.griffie.core

/** Matrix room id: `!dijk:example.nl`. */
@JvmInline
value class RoomId(
    val value: String,
) {
    override fun toString() = value
}

/** Matrix event id: `$…`. */
@JvmInline
value class EventId(
    val value: String,
) {
    override fun toString() = value
}

/** Matrix user id: `@7k3m9x:example.nl`. */
@JvmInline
value class UserId(
    val value: String,
) {
    override fun toString() = value
}

/** Names an own message from the moment it is written: before it has an [EventId], and after. */
@JvmInline
value class TransactionId(
    val value: String,
) {
    override fun toString() = value
}
