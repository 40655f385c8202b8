//! What a device manager (MDM) sets, from the values as the platform hands them over to typed settings, and what goes back to it.
//!
//! Reading order: `table` has every key; [`read`] turns raw values into checked ones and names every one that is wrong; [`settle`] puts
//! device manager, policy, brand and user over each other; [`feedback`] says to the device manager how things stand. Pure functions all.
//! Must not know: Matrix, SQL, the platforms. [`DeviceSettings`] is made by `cargo xtask mdm`.

mod check;
mod feedback;
mod policy;
mod read;

mod settings;
mod settle;
#[allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "xtask compiles the same files as its own, and uses the rest of them"
)]
mod table;
#[cfg(test)]
mod tests;
mod value;

pub(crate) use self::{policy::values as policy_values, read::addresses};

pub use self::{
    feedback::{Facts, FeedbackState, Severity, feedback},
    read::{Fault, Finding, Reading, read},
    settings::{Conduct, DeviceSettings, DisclaimerLocale, LogLevel},
    settle::{Layers, SettingRow, SettingSource, Settled, describe, settle},
    value::{Hours, Value, Values},
};
