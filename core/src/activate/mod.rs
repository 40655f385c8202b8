//! From activation code to a signed-in device.
