//! The tests in Kotlin. JUnit makes a test of every call and gives each a limit of time.

use anyhow::Result;
use heck::{ToLowerCamelCase, ToShoutySnakeCase, ToUpperCamelCase};
use uniffi_bindgen::{
    ComponentInterface,
    interface::{AsType, CallbackInterface, Type},
};

use super::{
    Call, On, answer, by_place,
    value::{Extreme, Text, Value},
    values::Values,
};

const HEAD: &str = include_str!("head.kt");

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
        "\ninternal val hostileCalls: List<HostileCall> = {}\n",
        all.join(" + ")
    );
    for (place, calls) in &places {
        text += &format!(
            "\nprivate fun {}Calls() =\n    listOf(\n",
            place.to_lower_camel_case()
        );
        for call in calls {
            text += &format!("        HostileCall({:?}) {{ {} }},\n", call.name(), made(call));
        }
        text += "    )\n";
    }
    let values = Values::of(interface);
    for hook in hooks {
        text += &implementation(hook, &values)?;
    }
    Ok(text)
}

fn made(call: &Call<'_>) -> String {
    let subject = match call.on {
        On::Library => String::new(),
        On::Type(name) => format!("{name}."),
        On::Object(name) => format!("it.{}.", name.to_lower_camel_case()),
    };
    let arguments: Vec<String> = call
        .arguments
        .iter()
        .map(|(name, value)| named(name, value))
        .collect();
    format!(
        "{subject}`{}`({})",
        call.function.to_lower_camel_case(),
        arguments.join(", ")
    )
}

fn named(name: &str, value: &Value) -> String {
    format!("`{}` = {}", name.to_lower_camel_case(), expression(value))
}

fn expression(value: &Value) -> String {
    match value {
        Value::Text(text) => said(text),
        Value::Number(kind, extreme) => number(kind, *extreme),
        Value::Truth(truth) => truth.to_string(),
        Value::Bytes(count) => format!("ByteArray({count}) {{ -1 }}"),
        Value::Nothing => "null".to_owned(),
        Value::List(values) => format!("listOf({})", joined(values.iter().map(expression))),
        Value::Many(count, value) => format!("List({count}) {{ {} }}", expression(value)),
        Value::Map(pairs) => {
            let pairs = pairs
                .iter()
                .map(|(key, value)| format!("{} to {}", expression(key), expression(value)));
            format!("mapOf({})", joined(pairs))
        }
        Value::Custom(name, value) => format!("{name}({})", expression(value)),
        Value::Record(name, fields) => format!(
            "{name}({})",
            joined(fields.iter().map(|(name, value)| named(name, value)))
        ),
        Value::Variant {
            of,
            name,
            flat: true,
            error: false,
            ..
        } => format!("{of}.{}", name.to_shouty_snake_case()),
        Value::Variant {
            of,
            name,
            fields,
            error,
            ..
        } => {
            let of = if *error {
                of.replace("Error", "Exception")
            } else {
                of.clone()
            };
            let name = name.to_upper_camel_case();
            let fields = joined(fields.iter().map(|(name, value)| named(name, value)));
            // A variant without fields is an object, but an exception is always made anew.
            if fields.is_empty() && !error {
                format!("{of}.{name}")
            } else {
                format!("{of}.{name}({fields})")
            }
        }
        Value::Hook { name, throws } => format!("Some{name}(throws = {throws})"),
    }
}

fn said(text: &Text) -> String {
    match text {
        Text::Said(said) => format!("{said:?}").replace('$', "\\$"),
        Text::Named(name) => (*name).to_owned(),
        Text::InFreshFolder(None) => "freshFolder()".to_owned(),
        Text::InFreshFolder(Some(rest)) => format!("freshFolder() + \"/\" + {}", said(rest)),
    }
}

fn number(kind: &Type, extreme: Extreme) -> String {
    let name = match kind {
        Type::UInt8 => "UByte",
        Type::UInt16 => "UShort",
        Type::UInt32 => "UInt",
        Type::UInt64 => "ULong",
        Type::Int8 => "Byte",
        Type::Int16 => "Short",
        Type::Int32 => "Int",
        _ => "Long",
    };
    match extreme {
        Extreme::Zero => format!("0.to{name}()"),
        Extreme::Least => format!("{name}.MIN_VALUE"),
        Extreme::Most => format!("{name}.MAX_VALUE"),
    }
}

fn implementation(hook: &CallbackInterface, values: &Values<'_>) -> Result<String> {
    let name = hook.name();
    let mut text = format!("\nprivate class Some{name}(\n    private val throws: Boolean,\n) : {name} {{\n");
    for (place, method) in hook.methods().iter().enumerate() {
        let arguments = method.arguments();
        let arguments = arguments.iter().map(|argument| {
            format!(
                "`{}`: {}",
                argument.name().to_lower_camel_case(),
                type_name(&argument.as_type())
            )
        });
        let answer =
            answer(values, hook, place)?.map_or_else(|| "Unit".to_owned(), |value| expression(&value));
        let function = method.name().to_lower_camel_case();
        text += &format!(
            "    override fun `{function}`({}) = answer(throws, {answer})\n",
            joined(arguments)
        );
    }
    Ok(text + "}\n")
}

/// The names of the types that hooks are told.
fn type_name(kind: &Type) -> String {
    match kind {
        Type::String => "String".to_owned(),
        Type::Bytes => "ByteArray".to_owned(),
        Type::Sequence { inner_type } => format!("List<{}>", type_name(inner_type)),
        Type::Record { name, .. } | Type::Enum { name, .. } | Type::Custom { name, .. } => name.clone(),
        other => format!("{other:?}"),
    }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}
