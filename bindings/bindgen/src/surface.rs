//! The surface as a whole: that every item is documented, and how much there is.

use anyhow::{Result, bail, ensure};
use uniffi_bindgen::ComponentInterface;

use crate::snapshot::Files;

/// So many objects and foreign traits at most (house rule 29).
const MOST_OBJECTS: usize = 15;

/// Fails with the names of items without documentation, and when there are too many objects.
pub(crate) fn check(interface: &ComponentInterface) -> Result<()> {
    let bare: Vec<String> = documented(interface)
        .into_iter()
        .filter_map(|(name, docs)| docs.is_none().then_some(name))
        .collect();
    if !bare.is_empty() {
        bail!("without documentation: {}", bare.join(", "));
    }
    let objects = interface.object_definitions().len() + interface.callback_interface_definitions().len();
    if objects >= MOST_OBJECTS {
        bail!("{objects} objects and foreign traits; stay under {MOST_OBJECTS}");
    }
    Ok(())
}

/// Fails with the names of items whose documentation is missing in one of the languages.
pub(crate) fn check_sources(interface: &ComponentInterface, files: &Files) -> Result<()> {
    for ending in ["griffie_ffi.kt", "GriffieCore.swift"] {
        let source = files.iter().find(|(path, _)| path.as_str().ends_with(ending));
        let text = source.map(|(_, text)| text.as_str()).unwrap_or_default();
        let lost: Vec<String> = documented(interface)
            .into_iter()
            .filter(|(_, docs)| {
                docs.iter()
                    .flat_map(|docs| docs.lines())
                    .any(|line| !text.contains(line.trim()))
            })
            .map(|(name, _)| name)
            .collect();
        ensure!(
            lost.is_empty(),
            "{ending} lacks the documentation of {}",
            lost.join(", ")
        );
    }
    Ok(())
}

/// Every item with its documentation.
pub(crate) fn documented(interface: &ComponentInterface) -> Vec<(String, Option<String>)> {
    let mut items = Vec::new();
    let mut say = |name: String, docs: Option<&str>| items.push((name, docs.map(str::to_owned)));
    for function in interface.function_definitions() {
        say(function.name().to_owned(), function.docstring());
    }
    for object in interface.object_definitions() {
        say(object.name().to_owned(), object.docstring());
        for constructor in object.constructors() {
            say(
                format!("{}.{}", object.name(), constructor.name()),
                constructor.docstring(),
            );
        }
        for method in object.methods() {
            say(format!("{}.{}", object.name(), method.name()), method.docstring());
        }
    }
    for hook in interface.callback_interface_definitions() {
        say(hook.name().to_owned(), hook.docstring());
        for method in hook.methods() {
            say(format!("{}.{}", hook.name(), method.name()), method.docstring());
        }
    }
    for record in interface.record_definitions() {
        say(record.name().to_owned(), record.docstring());
        for field in record.fields() {
            say(format!("{}.{}", record.name(), field.name()), field.docstring());
        }
    }
    for choice in interface.enum_definitions() {
        say(choice.name().to_owned(), choice.docstring());
        for variant in choice.variants() {
            say(
                format!("{}.{}", choice.name(), variant.name()),
                variant.docstring(),
            );
            for field in variant.fields() {
                say(
                    format!("{}.{}.{}", choice.name(), variant.name(), field.name()),
                    field.docstring(),
                );
            }
        }
    }
    items
}

/// The surface in one line.
pub(crate) fn count(interface: &ComponentInterface) -> String {
    let objects = interface.object_definitions();
    let calls: usize = objects
        .iter()
        .map(|object| object.constructors().len() + object.methods().len())
        .sum();
    format!(
        "{} objects and {} foreign traits, {} functions, {} records, {} enums, {} documented items",
        objects.len(),
        interface.callback_interface_definitions().len(),
        calls + interface.function_definitions().len(),
        interface.record_definitions().len(),
        interface.enum_definitions().len(),
        documented(interface).len(),
    )
}
