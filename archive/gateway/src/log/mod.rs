//! The transparency log over object ids (RFC 6962, C2SP tlog-tiles): growing it, reading it, naming its tiles.
//!
//! It must not know SQL, files or HTTP: stored hashes come in through [`tlog_tiles::HashReader`].
//!
//! - [`edge`]  the right edge of the tree, all that the writer needs to add leaves and prove them
//! - [`tile`]  tile addresses as they appear in a path

pub(crate) mod edge;
pub(crate) mod tile;

pub(crate) use edge::Edge;
pub(crate) use tile::TileAddress;
