//! The border from this side: what an app in Rust would see. Kotlin and Swift have their own tests of the generated code.

mod calls;
mod errors;
mod keys;
mod kit;
mod watching;
