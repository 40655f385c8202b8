//! The steps of a play, and how they are drawn. A step names rooms and earlier messages by number; what the number stands for is
//! decided when it is played, so that a list without some of its steps is still a play.

use proptest::{
    collection::vec,
    prelude::*,
    strategy::{Union, ValueTree},
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};

/// How the key of an encrypted event comes to the phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Before the event.
    First,
    /// With [`Op::KeysArrive`], or at the end.
    Late,
    /// Never; the phone is told so.
    Withheld,
}

/// Who says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// The peer with an Olm machine.
    Alice,
    /// The other one, who sends in clear everywhere.
    Bob,
}

/// To which event another one refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// To the message with this number, counted around.
    Said(u8),
    /// To itself.
    Itself,
    /// To one that is nowhere.
    Nothing,
    /// To the one that comes next.
    Next,
}

/// What others do to the gateway's road.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Road {
    /// Everything passes.
    Fair,
    /// Status 500.
    Errors,
    /// Requests arrive, and half of the answer comes back.
    LosesAnswers,
    /// No connection.
    Away,
}

/// Events that no decent client sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Odd {
    /// Of a type that nobody knows.
    Unknown,
    /// As large as an event may be.
    Large,
    /// Nested deeply.
    Deep,
    /// Content that is none of a message.
    Malformed,
    /// A message's fields of the wrong types.
    WrongTypes,
}

/// A step. Numbers of rooms and messages are counted around.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// A text of others.
    Says { room: u8, who: Who, key: Key },
    /// A reply to a message.
    Replies { to: Target, room: u8, who: Who },
    /// A new text for a message, perhaps of somebody else, perhaps of an edit.
    Edits {
        of: Target,
        room: u8,
        who: Who,
        key: Key,
    },
    /// A reaction.
    Reacts { to: Target, room: u8, who: Who },
    /// A redaction.
    Redacts { of: Target, room: u8 },
    /// A file; `lost` ones the homeserver does not have.
    SendsFile { room: u8, who: Who, lost: bool },
    /// A new topic.
    SetsTopic { room: u8 },
    /// Something odd.
    SendsOdd { room: u8, odd: Odd },
    /// An earlier event comes once more; with other content when `forged`.
    ComesAgain { of: u8, forged: bool },
    /// Keys that were late are sent.
    KeysArrive,
    /// So many texts, of which the next sync has none, and one that it has.
    Hole { room: u8, texts: u8, who: Who },
    /// The user sends a text.
    ISay { room: u8 },
    /// The user replies.
    IReply { to: u8 },
    /// The user changes an own text.
    IEdit { of: u8 },
    /// The user reacts.
    IReact { to: u8 },
    /// The user takes a message back, perhaps of somebody else.
    IRedact { of: u8 },
    /// The user sends a file.
    ISendFile { room: u8 },
    /// The homeserver takes the next message and its answer is lost.
    AnswerIsLost,
    /// The homeserver has no time for the next message.
    TooBusy,
    /// When the user sends next, they are removed from that room first.
    KickedAtNextSend,
    /// The user is removed from a room.
    Kicked { room: u8 },
    /// The user leaves a room.
    ILeave { room: u8 },
    /// The user comes back.
    IJoin { room: u8 },
    /// A room is replaced by a new one.
    Upgrade { room: u8 },
    /// The homeserver answers no more, or again.
    HomeserverAway(bool),
    /// Between phone and gateway.
    Gateway(Road),
    /// The core is stopped and started.
    Restart,
    /// The core is killed after so many milliseconds, and started.
    Kill { after_ms: u8 },
    /// The phone seals and routes now.
    RouteNow,
    /// The vault fetches.
    VaultPulls,
    /// Minutes go by.
    TimePasses { minutes: u16 },
    /// Somebody sets the phone's clock, in minutes.
    ClockSet { minutes: i16 },
    /// Projections are made anew.
    Rebuild,
    /// Everybody waits until the phone has what there is.
    Settle,
}

fn who() -> impl Strategy<Value = Who> {
    prop_oneof![3 => Just(Who::Alice), 2 => Just(Who::Bob)]
}

fn key() -> impl Strategy<Value = Key> {
    prop_oneof![6 => Just(Key::First), 2 => Just(Key::Late), 1 => Just(Key::Withheld)]
}

fn target() -> impl Strategy<Value = Target> {
    prop_oneof![
        12 => any::<u8>().prop_map(Target::Said),
        1 => Just(Target::Itself),
        1 => Just(Target::Nothing),
        1 => Just(Target::Next),
    ]
}

fn odd() -> impl Strategy<Value = Odd> {
    prop_oneof![
        Just(Odd::Unknown),
        Just(Odd::Large),
        Just(Odd::Deep),
        Just(Odd::Malformed),
        Just(Odd::WrongTypes)
    ]
}

fn road() -> impl Strategy<Value = Road> {
    prop_oneof![
        Just(Road::Fair),
        Just(Road::Errors),
        Just(Road::LosesAnswers),
        Just(Road::Away)
    ]
}

/// What others do.
fn theirs() -> Union<BoxedStrategy<Op>> {
    let room = || any::<u8>();
    Union::new_weighted(vec![
        (
            12,
            (room(), who(), key())
                .prop_map(|(room, who, key)| Op::Says { room, who, key })
                .boxed(),
        ),
        (
            3,
            (target(), room(), who())
                .prop_map(|(to, room, who)| Op::Replies { to, room, who })
                .boxed(),
        ),
        (
            6,
            (target(), room(), who(), key())
                .prop_map(|(of, room, who, key)| Op::Edits { of, room, who, key })
                .boxed(),
        ),
        (
            4,
            (target(), room(), who())
                .prop_map(|(to, room, who)| Op::Reacts { to, room, who })
                .boxed(),
        ),
        (
            6,
            (target(), room())
                .prop_map(|(of, room)| Op::Redacts { of, room })
                .boxed(),
        ),
        (
            3,
            (room(), who(), any::<bool>())
                .prop_map(|(room, who, lost)| Op::SendsFile { room, who, lost })
                .boxed(),
        ),
        (2, room().prop_map(|room| Op::SetsTopic { room }).boxed()),
        (
            3,
            (room(), odd())
                .prop_map(|(room, odd)| Op::SendsOdd { room, odd })
                .boxed(),
        ),
        (
            4,
            (any::<u8>(), any::<bool>())
                .prop_map(|(of, forged)| Op::ComesAgain { of, forged })
                .boxed(),
        ),
        (
            4,
            (room(), 1..9_u8, who())
                .prop_map(|(room, texts, who)| Op::Hole { room, texts, who })
                .boxed(),
        ),
        (4, Just(Op::KeysArrive).boxed()),
    ])
}

/// What the user does.
fn mine() -> Union<BoxedStrategy<Op>> {
    let number = || any::<u8>();
    Union::new_weighted(vec![
        (10, number().prop_map(|room| Op::ISay { room }).boxed()),
        (3, number().prop_map(|to| Op::IReply { to }).boxed()),
        (4, number().prop_map(|of| Op::IEdit { of }).boxed()),
        (3, number().prop_map(|to| Op::IReact { to }).boxed()),
        (4, number().prop_map(|of| Op::IRedact { of }).boxed()),
        (2, number().prop_map(|room| Op::ISendFile { room }).boxed()),
        (1, number().prop_map(|room| Op::ILeave { room }).boxed()),
        (2, number().prop_map(|room| Op::IJoin { room }).boxed()),
    ])
}

/// What happens to everybody.
fn fate() -> Union<BoxedStrategy<Op>> {
    Union::new_weighted(vec![
        (2, Just(Op::AnswerIsLost).boxed()),
        (1, Just(Op::TooBusy).boxed()),
        (1, Just(Op::KickedAtNextSend).boxed()),
        (1, any::<u8>().prop_map(|room| Op::Kicked { room }).boxed()),
        (1, any::<u8>().prop_map(|room| Op::Upgrade { room }).boxed()),
        (1, any::<bool>().prop_map(Op::HomeserverAway).boxed()),
        (2, road().prop_map(Op::Gateway).boxed()),
        (1, Just(Op::Restart).boxed()),
        (3, (0..15_u8).prop_map(|after_ms| Op::Kill { after_ms }).boxed()),
        (3, Just(Op::RouteNow).boxed()),
        (3, Just(Op::VaultPulls).boxed()),
        (
            2,
            (1..600_u16)
                .prop_map(|minutes| Op::TimePasses { minutes })
                .boxed(),
        ),
        (
            1,
            (-3000..3000_i16)
                .prop_map(|minutes| Op::ClockSet { minutes })
                .boxed(),
        ),
        (1, Just(Op::Rebuild).boxed()),
        (4, Just(Op::Settle).boxed()),
    ])
}

/// The play of this seed, to be made smaller when it fails.
pub fn tree(seed: u64) -> Option<impl ValueTree<Value = Vec<Op>>> {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    play()
        .new_tree(&mut TestRunner::new_with_rng(Config::default(), rng))
        .ok()
}

/// The steps of the play of this seed.
pub fn plays(seed: u64) -> Option<Vec<Op>> {
    tree(seed).map(|tree| tree.current())
}

/// A play of 5 to 30 steps.
fn play() -> impl Strategy<Value = Vec<Op>> {
    let step = prop_oneof![5 => theirs(), 3 => mine(), 3 => fate()];
    vec(step, 5..30)
}
