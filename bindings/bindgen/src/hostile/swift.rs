//! The tests in Swift. A text with half a surrogate pair cannot be made there.

use anyhow::Result;
use heck::{ToLowerCamelCase, ToUpperCamelCase};
use uniffi_bindgen::{
    ComponentInterface,
    interface::{AsType, CallbackInterface, Type},
};

use super::{
    Call, On, answer, by_place,
    value::{Extreme, Text, Value},
    values::Values,
};

const HEAD: &str = include_str!("head.swift");

pub(super) fn write(
    calls: &[Call<'_>],
    hooks: &[CallbackInterface],
    interface: &ComponentInterface,
) -> Result<String> {
    let mut text = HEAD.to_owned();
    let places = by_place(calls);
    let all: Vec<String> = places
        .iter()
        .map(|(place, _)| format!("{}Calls()", place.to_lower_camel_case()))
        .collect();
    text += &format!(
        "\nfunc hostileCalls() -> [HostileCall] {{\n    {}\n}}\n",
        all.join(" + ")
    );
    for (place, calls) in &places {
        // One statement a call: a list of this length keeps the type checker busy for minutes.
        text += &format!(
            "\nprivate func {}Calls() -> [HostileCall] {{\n    var calls: [HostileCall] = []\n",
            place.to_lower_camel_case()
        );
        for call in calls
            .iter()
            .filter(|call| !call.arguments.iter().any(|(_, value)| value.holds("HALF")))
        {
            text += &format!(
                "    calls.append(HostileCall({:?}) {{ {} }})\n",
                call.name(),
                made(call)
            );
        }
        text += "    return calls\n}\n";
    }
    let values = Values::of(interface);
    for hook in hooks {
        text += &implementation(hook, &values)?;
    }
    Ok(text)
}

fn made(call: &Call<'_>) -> String {
    let (on, subject) = match call.on {
        On::Library => ("_ in", String::new()),
        On::Type(name) => ("_ in", format!("{name}.")),
        On::Object(name) => ("on in", format!("on.{}.", name.to_lower_camel_case())),
    };
    let takes = if call.answers { "_ = " } else { "" };
    let tries = if call.throws { "try " } else { "" };
    let awaits = if call.waits { "await " } else { "" };
    let arguments = joined(call.arguments.iter().map(|(name, value)| named(name, value)));
    format!(
        "{on} {takes}{tries}{awaits}{subject}{}({arguments})",
        call.function.to_lower_camel_case()
    )
}

fn named(name: &str, value: &Value) -> String {
    format!("{}: {}", name.to_lower_camel_case(), expression(value))
}

fn expression(value: &Value) -> String {
    match value {
        Value::Text(text) => said(text),
        Value::Number(kind, extreme) => number(kind, *extreme),
        Value::Truth(truth) => truth.to_string(),
        Value::Bytes(count) => format!("Data(repeating: 0xff, count: {count})"),
        Value::Nothing => "nil".to_owned(),
        Value::List(values) => format!("[{}]", joined(values.iter().map(expression))),
        Value::Many(count, value) => format!("Array(repeating: {}, count: {count})", expression(value)),
        Value::Map(pairs) if pairs.is_empty() => "[:]".to_owned(),
        Value::Map(pairs) => {
            let pairs = pairs
                .iter()
                .map(|(key, value)| format!("{}: {}", expression(key), expression(value)));
            format!("[{}]", joined(pairs))
        }
        Value::Custom(name, value) => format!("{name}(rawValue: {})", expression(value)),
        Value::Record(name, fields) => format!(
            "{name}({})",
            joined(fields.iter().map(|(name, value)| named(name, value)))
        ),
        Value::Variant {
            of,
            name,
            fields,
            error,
            ..
        } => {
            let name = if *error {
                name.to_upper_camel_case()
            } else {
                name.to_lower_camel_case()
            };
            let fields = joined(fields.iter().map(|(name, value)| named(name, value)));
            if fields.is_empty() {
                format!("{of}.{name}")
            } else {
                format!("{of}.{name}({fields})")
            }
        }
        Value::Hook { name, throws } => format!("Some{name}(throws: {throws})"),
    }
}

fn said(text: &Text) -> String {
    match text {
        Text::Said(said) => format!("{said:?}"),
        Text::Named(name) => name.to_lowercase(),
        Text::InFreshFolder(None) => "freshFolder()".to_owned(),
        Text::InFreshFolder(Some(rest)) => format!("freshFolder() + \"/\" + {}", said(rest)),
    }
}

fn number(kind: &Type, extreme: Extreme) -> String {
    let name = match kind {
        Type::UInt8 => "UInt8",
        Type::UInt16 => "UInt16",
        Type::UInt32 => "UInt32",
        Type::UInt64 => "UInt64",
        Type::Int8 => "Int8",
        Type::Int16 => "Int16",
        Type::Int32 => "Int32",
        _ => "Int64",
    };
    match extreme {
        Extreme::Zero => format!("{name}(0)"),
        Extreme::Least => format!("{name}.min"),
        Extreme::Most => format!("{name}.max"),
    }
}

fn implementation(hook: &CallbackInterface, values: &Values<'_>) -> Result<String> {
    let name = hook.name();
    let mut text = format!(
        "\nprivate final class Some{name}: {name} {{\n    private let fails: Bool\n\n    init(throws fails: Bool) {{ self.fails = fails }}\n"
    );
    for (place, method) in hook.methods().iter().enumerate() {
        let arguments = method.arguments();
        let arguments = arguments.iter().map(|argument| {
            format!(
                "{}: {}",
                argument.name().to_lower_camel_case(),
                type_name(&argument.as_type())
            )
        });
        let returned = method
            .return_type()
            .map_or_else(String::new, |kind| format!(" -> {}", type_name(kind)));
        let answer = answer(values, hook, place)?.map_or_else(|| "()".to_owned(), |value| expression(&value));
        let function = method.name().to_lower_camel_case();
        text += &format!(
            "    func {function}({}) throws{returned} {{ try answer(fails, {answer}) }}\n",
            joined(arguments)
        );
    }
    Ok(text + "}\n")
}

/// The names of the types that hooks are told and answer.
fn type_name(kind: &Type) -> String {
    match kind {
        Type::String => "String".to_owned(),
        Type::Bytes => "Data".to_owned(),
        Type::Boolean => "Bool".to_owned(),
        Type::Sequence { inner_type } => format!("[{}]", type_name(inner_type)),
        Type::Optional { inner_type } => format!("{}?", type_name(inner_type)),
        Type::Record { name, .. } | Type::Enum { name, .. } | Type::Custom { name, .. } => name.clone(),
        number => format!("{number:?}"),
    }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}
