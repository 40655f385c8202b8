//! What this process has cost so far.

use crate::Outcome;

/// Milliseconds of processor time, user and system, over all threads.
pub(crate) fn cpu_ms() -> Outcome<u64> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    // The second field is a name in brackets that may hold blanks; utime and stime are the 12th and 13th behind it, in ticks of 10 ms.
    let behind = stat.rsplit_once(')').ok_or("stat without a name")?.1;
    let ticks: u64 = behind
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|it| it.parse::<u64>().ok())
        .sum();
    Ok(ticks * 10)
}
