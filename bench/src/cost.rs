//! What this process has cost so far, from `/proc/self`.

use crate::outcome::{Outcome, failure};

/// Milliseconds of processor time, user and system, over all threads.
pub(crate) fn cpu_ms() -> Outcome<u64> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    // The second field is a name in brackets that may hold blanks; utime and stime are the 12th and 13th behind it, in ticks of 10 ms.
    let (_, behind) = stat
        .rsplit_once(')')
        .ok_or_else(|| failure("stat without a name"))?;
    Ok(behind
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse::<u64>().ok())
        .sum::<u64>()
        * 10)
}

/// The most memory this process ever had in use, in KiB.
pub(crate) fn peak_kib() -> Outcome<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line
        .and_then(|line| line.split_whitespace().next())
        .and_then(|number| number.parse().ok());
    number.ok_or_else(|| failure("no VmHWM in /proc/self/status"))
}
