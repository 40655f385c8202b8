//! Tests of sealing: what is in an object opens and chains; storing it is all or nothing.

mod atomic;
mod chain;
