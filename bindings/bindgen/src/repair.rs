//! Mends what uniffi writes where it does less than our contract promises. Each place must be found exactly as often as expected, so
//! that a new uniffi cannot slip past unseen.

use anyhow::{Result, ensure};

use crate::snapshot::Files;

/// One place to mend.
struct Repair {
    /// The end of the file's path.
    file: &'static str,
    found: &'static str,
    becomes: &'static str,
    times: usize,
    /// Why it must be otherwise.
    why: &'static str,
}

const REPAIRS: [Repair; 5] = [
    Repair {
        file: "griffie_ffi.kt",
        found: "            onMalformedInput(CodingErrorAction.REPORT)\n            encode(CharBuffer.wrap(value))\n",
        becomes: "            onMalformedInput(CodingErrorAction.REPORT)\n            try {\n                encode(CharBuffer.wrap(value))\n            } catch (_: java.nio.charset.CharacterCodingException) {\n                throw GriffieException.Rejected(\"not_unicode\")\n            }\n",
        times: 1,
        why: "a text with half a surrogate pair is refused like any other bad input, not with an exception of the JDK",
    },
    Repair {
        file: "GriffieCore.swift",
        found: "public func uniffiEnsureGriffieFfiInitialized() {",
        becomes: "func uniffiEnsureGriffieFfiInitialized() throws {",
        times: 1,
        why: "a library of another version is an error that says so, not the end of the process",
    },
    Repair {
        file: "GriffieCore.swift",
        found: "fatalError(\"UniFFI contract version mismatch: try cleaning and rebuilding your project\")",
        becomes: "throw LibraryUnusable()",
        times: 1,
        why: "as above",
    },
    Repair {
        file: "GriffieCore.swift",
        found: "fatalError(\"UniFFI API checksum mismatch: try cleaning and rebuilding your project\")",
        becomes: "throw LibraryUnusable()",
        times: 1,
        why: "as above",
    },
    Repair {
        file: "GriffieCore.swift",
        found: "\n    uniffiEnsureGriffieFfiInitialized()\n",
        becomes: "\n    try uniffiEnsureGriffieFfiInitialized()\n",
        times: 2,
        why: "as above",
    },
];

/// Mends every place.
pub(crate) fn mend(files: &mut Files) -> Result<()> {
    for repair in &REPAIRS {
        for (path, text) in files
            .iter_mut()
            .filter(|(path, _)| path.as_str().ends_with(repair.file))
        {
            let found = text.matches(repair.found).count();
            ensure!(
                found == repair.times,
                "{path}: expected {} times and found {found} times: {:?} ({})",
                repair.times,
                repair.found,
                repair.why
            );
            *text = text.replace(repair.found, repair.becomes);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_that_is_gone_or_doubled_fails() {
        let place = REPAIRS[0].found;
        let mend_one = |text: &str| mend(&mut vec![("a/griffie_ffi.kt".into(), text.to_owned())]);
        assert!(mend_one(place).is_ok());
        assert!(mend_one("nothing").is_err());
        assert!(mend_one(&format!("{place}{place}")).is_err());
    }
}
