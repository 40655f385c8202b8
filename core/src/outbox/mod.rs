//! Sealed objects without a final receipt.
