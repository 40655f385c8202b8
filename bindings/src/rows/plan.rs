//! What a background job does for the archive now, and when it looks again.

use griffie_core::platform::{
    NetworkKind,
    plan::{Carry, PhoneNow, RoutePlan, WakeOn},
};

/// The phone, as a background job finds it.
#[uniffi::remote(Record)]
pub struct PhoneNow {
    /// The network there is.
    pub network: NetworkKind,
    /// Whether it is somebody else's network, at a price.
    pub roaming: bool,
    /// Whether it hangs on a charger.
    pub charging: bool,
    /// Charge of the battery, 0 to 100; absent when the phone does not tell.
    pub battery_percent: Option<u8>,
    /// Whether the user asked the phone to save energy.
    pub low_power: bool,
}

/// What travels now. Each takes what stands before it with it, so that no file goes before the words.
#[uniffi::remote(Enum)]
pub enum Carry {
    /// Nothing: the gateway is not called.
    Nothing,
    /// What is due of records, and receipts and configuration back.
    Records,
    /// Small files too.
    SmallFiles,
    /// Large files too, after everything else.
    AllFiles,
}

/// Under which condition to be woken before the time is over.
#[uniffi::remote(Enum)]
pub enum WakeOn {
    /// None: the time alone.
    Time,
    /// As soon as there is a network.
    Network,
    /// As soon as there is one that nobody pays for by the byte.
    Unmetered,
    /// The same, and a charger.
    UnmeteredAndPower,
}

/// What to do now and when to ask again.
#[uniffi::remote(Record)]
pub struct RoutePlan {
    /// What travels now.
    pub carry: Carry,
    /// Bytes that may travel now; absent: as many as there are.
    pub at_most_bytes: Option<u64>,
    /// Ask again after this long at the latest, a minute to six hours.
    pub wake_in_ms: u64,
    /// Ask sooner when this holds.
    pub wake_on: WakeOn,
}
