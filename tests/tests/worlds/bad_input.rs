//! Bad input and bad days against the running parts: each gets an answer that says what to do, nothing is lost,
//! nothing is half done.

mod activation;
mod clock;
mod disk;
mod network;
mod phone;
