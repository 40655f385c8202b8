//! From journal records to sealed objects.
