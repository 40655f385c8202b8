#!/bin/sh
# Makes GriffieCoreFFI.xcframework of the library for phones, simulators and Macs. Needs a Mac with Xcode and Rust's targets;
# `cargo xtask pack --apple` says what is missing and calls this. Libraries that it built already are taken as they are.
# Usage: xcframework.sh FOLDER/GriffieCoreFFI.xcframework
set -eu
out=$1
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

library() {
    file=target/$1/phone/libgriffie_ffi.a
    [ -f "$file" ] || cargo rustc --locked --package griffie-ffi --profile phone --lib --crate-type staticlib --target "$1" >&2
    echo "$file"
}

mkdir "$work/headers" "$work/simulator" "$work/mac"
cp bindings/generated/swift/GriffieCoreFFI.h "$work/headers/"
cp bindings/generated/swift/GriffieCoreFFI.modulemap "$work/headers/module.modulemap"
lipo -create "$(library aarch64-apple-ios-sim)" "$(library x86_64-apple-ios)" -output "$work/simulator/libgriffie_ffi.a"
lipo -create "$(library aarch64-apple-darwin)" "$(library x86_64-apple-darwin)" -output "$work/mac/libgriffie_ffi.a"

xcodebuild -create-xcframework \
    -library "$(library aarch64-apple-ios)" -headers "$work/headers" \
    -library "$work/simulator/libgriffie_ffi.a" -headers "$work/headers" \
    -library "$work/mac/libgriffie_ffi.a" -headers "$work/headers" \
    -output "$work/GriffieCoreFFI.xcframework"

rm -rf "$out"
mkdir -p "$(dirname "$out")"
mv "$work/GriffieCoreFFI.xcframework" "$out"
echo "$out"
