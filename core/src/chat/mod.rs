//! Rooms, timeline, composing, media, search.
