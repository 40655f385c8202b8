extension Griffie {
    /// The room list, newest first: as it is now, then again after every change.
    public func roomsStream() -> AsyncStream<[RoomRow]> {
        stream(fold: { folded($0, $1) { $0.apply($1) } }, subscribe: { watchRooms(listener: $0) })
    }

    /// Whether somebody is signed in and the core runs.
    public func signInStream() -> AsyncStream<SignInState> {
        stream(fold: { _, state in state }, subscribe: { watchSignIn(listener: $0) })
    }

    /// How things stand with the archive.
    public func archiveStream() -> AsyncStream<ArchiveState> {
        stream(fold: { _, state in state }, subscribe: { watchArchive(listener: $0) })
    }

    /// All verifications that go on, newest first.
    public func verificationsStream() -> AsyncStream<[Verification]> {
        stream(fold: { _, state in state }, subscribe: { watchVerifications(listener: $0) })
    }
}

extension Room {
    /// The people in this room: as they are now, then again after every change.
    public func membersStream() throws -> AsyncStream<[MemberRow]> {
        try stream(fold: { folded($0, $1) { $0.apply($1) } }, subscribe: { try watchMembers(listener: $0) })
    }

    /// How far a file is on its way.
    public func transferStream(of transfer: TransferId) throws -> AsyncStream<Transfer> {
        try stream(fold: { _, state in state }, subscribe: { try watchTransfer(of: transfer, listener: $0) })
    }
}

extension Timeline {
    /// The lines of this timeline, oldest first: as they are now, then again after every change. ``loadEarlier(count:)`` makes it longer.
    public func rowsStream() throws -> AsyncStream<[TimelineRow]> {
        try stream(fold: { folded($0, $1) { $0.apply($1) } }, subscribe: { try watch(listener: $0) })
    }
}

/// A subscription as a stream of whole states. Who reads slowly skips states that are over and always gets the newest; updates are
/// folded in before anything is skipped, so none is lost. The end of reading, also by cancelling the task, ends the subscription.
private func stream<State: Sendable, Update>(
    fold: @escaping @Sendable (State?, Update) -> State,
    subscribe: (Listener<State, Update>) throws -> Subscription
) rethrows -> AsyncStream<State> {
    let (stream, continuation) = AsyncStream.makeStream(of: State.self, bufferingPolicy: .bufferingNewest(1))
    let subscription = try subscribe(Listener(fold: fold, continuation: continuation))
    continuation.onTermination = { _ in subscription.cancel() }
    return stream
}

/// Listens for every kind of update. `@unchecked Sendable` holds because the calls of one subscription never overlap.
private final class Listener<State: Sendable, Update>: @unchecked Sendable {
    private var state: State?
    private let fold: @Sendable (State?, Update) -> State
    private let continuation: AsyncStream<State>.Continuation

    init(fold: @escaping @Sendable (State?, Update) -> State, continuation: AsyncStream<State>.Continuation) {
        self.fold = fold
        self.continuation = continuation
    }

    func take(_ update: Update) {
        let next = fold(state, update)
        state = next
        continuation.yield(next)
    }
}

extension Listener: RoomListListener where Update == [RoomDiff] {
    func onUpdate(diffs: [RoomDiff]) { take(diffs) }
}

extension Listener: TimelineListener where Update == [TimelineDiff] {
    func onUpdate(diffs: [TimelineDiff]) { take(diffs) }
}

extension Listener: MembersListener where Update == [MemberDiff] {
    func onUpdate(diffs: [MemberDiff]) { take(diffs) }
}

extension Listener: SignInListener where Update == SignInState {
    func onUpdate(state: SignInState) { take(state) }
}

extension Listener: ArchiveListener where Update == ArchiveState {
    func onUpdate(state: ArchiveState) { take(state) }
}

extension Listener: VerificationsListener where Update == [Verification] {
    func onUpdate(verifications: [Verification]) { take(verifications) }
}

extension Listener: TransferListener where Update == Transfer {
    func onUpdate(transfer: Transfer) { take(transfer) }
}

private func folded<Row, Diff>(_ rows: [Row]?, _ diffs: [Diff], apply: (inout [Row], Diff) -> Void) -> [Row] {
    diffs.reduce(into: rows ?? [], apply)
}
