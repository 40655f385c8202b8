//! Pages through gaps until they close.
