//! Tests that call everything the library exports with bad input: made from its metadata, so that no new function is forgotten.
//!
//! Reading order: `value` is what can be handed over, [`Values`] makes plain and bad ones of every type; [`calls`] puts each bad value in
//! each place, one at a time; `kotlin` and `swift` write them down. What must come back is a value or the library's own error, in time.

mod kotlin;
mod swift;
mod value;
mod values;

use anyhow::Result;
use uniffi_bindgen::{
    ComponentInterface,
    interface::{Argument, AsType, CallbackInterface},
};

use self::{value::Value, values::Values};
use crate::snapshot::Files;

/// Where the Kotlin test goes: a source folder of its own, which is not written by hand.
const KOTLIN: &str = "bindings/kotlin/src/test/generated/eu/griffie/core/HostileCallsTest.kt";
/// Where the Swift test goes.
const SWIFT: &str = "bindings/swift/Tests/GriffieCoreTests/HostileCalls.swift";
/// Made last: after these a signed-in core is not what it was.
const LAST: [&str; 2] = ["stop", "sign_out"];

/// What a call is made on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum On<'a> {
    /// A function of the library.
    Library,
    /// A constructor of this object.
    Type(&'a str),
    /// A method of this object.
    Object(&'a str),
}

/// One call with one value that may be bad.
struct Call<'a> {
    on: On<'a>,
    function: &'a str,
    /// What is bad about it: `draft.text: huge`.
    what: String,
    arguments: Vec<(&'a str, Value)>,
    waits: bool,
    throws: bool,
    answers: bool,
}

/// The tests of both languages.
pub(crate) fn tests(interface: &ComponentInterface) -> Result<Files> {
    let calls = calls(interface)?;
    let hooks = interface.callback_interface_definitions();
    Ok(vec![
        (KOTLIN.into(), kotlin::write(&calls, hooks, interface)?),
        (SWIFT.into(), swift::write(&calls, hooks, interface)?),
    ])
}

/// Every function with every bad value in each of its places.
fn calls(interface: &ComponentInterface) -> Result<Vec<Call<'_>>> {
    let values = Values::of(interface);
    let mut calls = Vec::new();
    for function in interface.function_definitions() {
        let made = made(&values, On::Library, function.name(), function.arguments());
        calls.extend(made?.into_iter().map(|call| {
            call.how(
                function.is_async(),
                function.throws(),
                function.return_type().is_some(),
            )
        }));
    }
    for object in interface.object_definitions() {
        for constructor in object.constructors() {
            let on = On::Type(object.name());
            let made = made(&values, on, constructor.name(), constructor.arguments());
            calls.extend(
                made?
                    .into_iter()
                    .map(|call| call.how(constructor.is_async(), constructor.throws(), true)),
            );
        }
        for method in object.methods() {
            let on = On::Object(object.name());
            let made = made(&values, on, method.name(), method.arguments());
            calls.extend(
                made?
                    .into_iter()
                    .map(|call| call.how(method.is_async(), method.throws(), method.return_type().is_some())),
            );
        }
    }
    calls.sort_by_key(|call| {
        LAST.iter()
            .position(|last| *last == call.function)
            .map_or(0, |place| place + 1)
    });
    Ok(calls)
}

fn made<'a>(
    values: &Values<'a>,
    on: On<'a>,
    function: &'a str,
    arguments: Vec<&'a Argument>,
) -> Result<Vec<Call<'a>>> {
    let plain: Vec<(&str, Value)> = arguments
        .iter()
        .map(|argument| {
            Ok((
                argument.name(),
                values.plain(argument.name(), &argument.as_type())?,
            ))
        })
        .collect::<Result<_>>()?;
    let call = |what, arguments| Call {
        on,
        function,
        what,
        arguments,
        waits: false,
        throws: false,
        answers: false,
    };
    let mut calls = vec![call("plain".to_owned(), plain.clone())];
    for (place, argument) in arguments.iter().enumerate() {
        for (what, bad) in values.bad(argument.name(), &argument.as_type())? {
            let mut arguments = plain.clone();
            arguments.splice(place..=place, [(argument.name(), bad)]);
            calls.push(call(what, arguments));
        }
    }
    Ok(calls)
}

impl Call<'_> {
    fn how(self, waits: bool, throws: bool, answers: bool) -> Self {
        Self {
            waits,
            throws,
            answers,
            ..self
        }
    }

    /// `Room.send_text draft.text: huge`, told apart from all others.
    fn name(&self) -> String {
        let function = self.function;
        match self.on {
            On::Library => format!("{function} {}", self.what),
            On::Type(object) | On::Object(object) => format!("{object}.{function} {}", self.what),
        }
    }
}

/// Calls by what they are made on, in an order that stays.
fn by_place<'a, 'c>(calls: &'c [Call<'a>]) -> Vec<(String, Vec<&'c Call<'a>>)> {
    let mut places: Vec<(String, Vec<&Call<'_>>)> = Vec::new();
    for call in calls {
        let place = match call.on {
            On::Library | On::Type(_) => "Library".to_owned(),
            On::Object(name) => name.to_owned(),
        };
        match places.iter_mut().find(|(found, _)| *found == place) {
            Some((_, calls)) => calls.push(call),
            None => places.push((place, vec![call])),
        }
    }
    places
}

/// What a hook of a test answers.
fn answer(values: &Values<'_>, hook: &CallbackInterface, method: usize) -> Result<Option<Value>> {
    let methods = hook.methods();
    let returned = methods.get(method).and_then(|method| method.return_type());
    returned.map(|kind| values.plain("answer", kind)).transpose()
}
