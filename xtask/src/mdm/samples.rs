//! Sample payloads: plain, and as three consoles take them, with their own variables where they have one.

use std::fmt::Write;

use serde_json::{Map, Value, json};

use super::{APP_ID, Made, example::example, table::keys, xml};

/// What a console fills in per device or user; `None` where it has no variable for it.
struct Console {
    enrolment_code: Option<&'static str>,
    login_hint: &'static str,
    display_name: Option<&'static str>,
}

/// Tokens of Microsoft Intune. It has none for a code per device, so the user types or scans it.
const INTUNE: Console = Console {
    enrolment_code: None,
    login_hint: "{{userprincipalname}}",
    display_name: None,
};

/// Lookup values of Workspace ONE UEM.
const WORKSPACE_ONE: Console = Console {
    enrolment_code: Some("{CustomAttribute1}"),
    login_hint: "{UserPrincipalName}",
    display_name: None,
};

/// Variables of Jamf Pro; the code stands in an extension attribute of the device.
const JAMF: Console = Console {
    enrolment_code: Some("$EXTENSIONATTRIBUTE_1"),
    login_hint: "$EMAIL",
    display_name: Some("$REALNAME"),
};

/// All of them.
pub(super) fn all() -> Vec<Made> {
    let file = |name: &str, text: String| (format!("docs/mdm/{name}"), text);
    vec![
        file("plain.json", pretty(&Value::Object(plain()))),
        file("intune-android.json", pretty(&android(&INTUNE))),
        file("intune-ios.xml", dict(&INTUNE)),
        file("workspace-one-ios.xml", dict(&WORKSPACE_ONE)),
        file("jamf-ios.xml", dict(&JAMF)),
    ]
}

/// As indented JSON with a line end.
pub(super) fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

fn plain() -> Map<String, Value> {
    keys().map(|key| (key.name.to_owned(), example(key))).collect()
}

fn filled(console: &Console) -> Vec<(&'static str, Value)> {
    let own = |key: &super::table::Key| match key.name {
        "enrolment_code" => console.enrolment_code.map(Value::from),
        "login_hint" => Some(json!(console.login_hint)),
        "display_name" => console.display_name.map(Value::from),
        _ => Some(example(key)),
    };
    keys().filter_map(|key| Some((key.name, own(key)?))).collect()
}

/// Android Enterprise, as Intune's JSON editor takes it.
fn android(console: &Console) -> Value {
    let property = |(key, value): (&str, Value)| {
        let of = match value {
            Value::Bool(_) => "valueBool",
            Value::Number(_) => "valueInteger",
            _ => "valueString",
        };
        json!({ "key": key, of: value })
    };
    let properties: Vec<_> = filled(console).into_iter().map(property).collect();
    json!({
        "kind": "androidenterprise#managedConfiguration",
        "productId": format!("app:{APP_ID}"),
        "managedProperty": properties,
    })
}

/// The dictionary of a property list, as the consoles for Apple devices take it.
fn dict(console: &Console) -> String {
    let mut out = "<dict>\n".to_owned();
    for (key, value) in filled(console) {
        let value = match value {
            Value::Bool(flag) => format!("<{flag}/>"),
            Value::Number(number) => format!("<integer>{number}</integer>"),
            Value::String(text) => format!("<string>{}</string>", xml(&text)),
            other => format!("<string>{}</string>", xml(&other.to_string())),
        };
        let _ = writeln!(out, "    <key>{key}</key>\n    {value}");
    }
    out += "</dict>\n";
    out
}
