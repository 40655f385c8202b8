"""Reads the made MDM files as consoles do: property lists, the specfile of AppConfig, samples against the JSON schema.

Ends with 1 at the first thing that is wrong, and says what it is."""

import json
import pathlib
import plistlib
import sys
import xml.etree.ElementTree as tree

from jsonschema import Draft202012Validator

DOCS = pathlib.Path("docs/mdm")


def fail(text):
    sys.exit(f"judge.py: {text}")


def plist(name):
    head = '<?xml version="1.0" encoding="UTF-8"?><plist version="1.0">'
    return plistlib.loads((head + (DOCS / name).read_text() + "</plist>").encode())


def valid(validator, values, name, without=()):
    """`without`: keys that hold a variable of the console, which no format can hold."""
    values = {key: value for key, value in values.items() if key not in without}
    for error in validator.iter_errors(values):
        fail(f"{name}: {error.json_path}: {error.message}")


def refused(validator, values, what):
    if validator.is_valid(values):
        fail(f"the schema takes {what}")


def specfile(keys):
    root = tree.parse("ios/specfile.xml").getroot()
    if [child.tag for child in root] != ["version", "bundleId", "dict", "presentation"]:
        fail("specfile: not version, bundleId, dict, presentation")
    declared = {entry.get("keyName"): entry for entry in root.find("dict")}
    fields = [field.get("keyName") for field in root.iter("field")]
    if set(declared) != keys or sorted(fields) != sorted(keys):
        fail("specfile: not the keys of the schema, each once")
    for name, entry in declared.items():
        if entry.tag not in ("string", "boolean", "integer"):
            fail(f"specfile: {name} is a {entry.tag}")
        default, words = entry.find("defaultValue/value"), [v.text for v in entry.iterfind("constraint/values/value")]
        if default is not None and words and default.text not in words:
            fail(f"specfile: {name} presets what it does not allow")
    for text in root.iter("language"):
        if not text.text:
            fail("specfile: an empty text")


def main():
    schema = json.loads((DOCS / "schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    keys = set(schema["properties"])
    plain = json.loads((DOCS / "plain.json").read_text())
    valid(validator, plain, "plain.json")
    if set(plain) != keys:
        fail("plain.json does not hold every key")
    intune = json.loads((DOCS / "intune-android.json").read_text())
    if intune["kind"] != "androidenterprise#managedConfiguration":
        fail("intune-android.json is no managed configuration")
    properties = {}
    for entry in intune["managedProperty"]:
        (value,) = [value for name, value in entry.items() if name.startswith("value")]
        properties[entry["key"]] = value
    valid(validator, properties, "intune-android.json")
    valid(validator, plist("intune-ios.xml"), "intune-ios.xml")
    for name in ("workspace-one-ios.xml", "jamf-ios.xml"):
        values = plist(name)
        if "enrolment_code" not in values:
            fail(f"{name}: no code")
        valid(validator, values, name, without=("enrolment_code",))
    for key, wrong in (
        ("pin_required", "yes"),
        ("pin_timeout_minutes", 61),
        ("pin_timeout_minutes", "5 minutes"),
        ("external_users", "sometimes"),
        ("router_url", "http://archief.example.nl"),
        ("allowed_homeservers", "https://matrix.example.nl"),
        ("notification_hours", "7-19"),
        ("enrolment_code", "ILLEGAL"),
        ("no_such_key", True),
    ):
        refused(validator, {**plain, key: wrong}, f"{key} = {wrong!r}")
    half = {key: value for key, value in plain.items() if key != "policy_public_key"}
    refused(validator, half, "a configuration without policy_public_key")
    specfile(keys)


main()
