//! Plain and bad values of every type in the metadata.

use anyhow::{Context, Result, bail};
use uniffi_bindgen::{
    ComponentInterface,
    interface::{AsType, Enum, Field, Type},
};

use super::value::{Extreme, TEXTS, Text, Value};

/// Elements of a list that is longer than any screen.
const MANY: usize = 10_000;
/// The argument that names the data directory: a test must not leave databases about.
const DATA_DIR: &str = "data_dir";

/// Makes values, by the interface that defines the types.
pub(super) struct Values<'a>(&'a ComponentInterface);

/// Values, each with a word for what is bad about it.
type Named = Vec<(String, Value)>;

impl<'a> Values<'a> {
    pub(super) fn of(interface: &'a ComponentInterface) -> Self {
        Self(interface)
    }

    /// A value that nothing is wrong with.
    pub(super) fn plain(&self, name: &str, kind: &Type) -> Result<Value> {
        Ok(match kind {
            Type::String if name == DATA_DIR => Value::Text(Text::InFreshFolder(None)),
            Type::String => Value::Text(Text::Said("x")),
            Type::Boolean => Value::Truth(true),
            Type::Bytes => Value::Bytes(32),
            Type::Optional { .. } => Value::Nothing,
            Type::Sequence { .. } => Value::List(Vec::new()),
            Type::Map { .. } => Value::Map(Vec::new()),
            Type::Custom { name, .. } => custom(name, Text::Said(plain_id(name)?)),
            Type::Record { name: record, .. } => {
                let fields = self.record(record)?.iter();
                let fields = fields.map(|field| {
                    Ok((
                        field.name().to_owned(),
                        self.plain(field.name(), &field.as_type())?,
                    ))
                });
                Value::Record(record.clone(), fields.collect::<Result<_>>()?)
            }
            Type::Enum { name, .. } => {
                let choice = self.choice(name)?;
                self.variants(choice)?
                    .into_iter()
                    .next()
                    .map(|(_, value)| value)
                    .context("an enum without variants")?
            }
            Type::CallbackInterface { name, .. } => hook(name, false),
            number if is_number(number) => Value::Number(number.clone(), Extreme::Zero),
            other => bail!("no value for {other:?}: teach the hostile tests this type"),
        })
    }

    /// Values of which each is bad in one way, or another of several that are right.
    pub(super) fn bad(&self, name: &str, kind: &Type) -> Result<Named> {
        Ok(match kind {
            Type::String => texts(name, |text| match name {
                DATA_DIR => Value::Text(Text::InFreshFolder(Some(Box::new(text)))),
                _ => Value::Text(text),
            }),
            Type::Custom { name: id, .. } => texts(name, |text| custom(id, text)),
            Type::Boolean => vec![(format!("{name}: false"), Value::Truth(false))],
            Type::Bytes => vec![
                (format!("{name}: empty"), Value::Bytes(0)),
                (format!("{name}: huge"), Value::Bytes(1 << 20)),
            ],
            Type::Optional { inner_type } => {
                let there = (format!("{name}: there"), self.plain(name, inner_type)?);
                [vec![there], self.bad(name, inner_type)?].concat()
            }
            Type::Sequence { inner_type } => self.lists(name, inner_type)?,
            Type::Map { key_type, value_type } => self.maps(name, key_type, value_type)?,
            Type::Record { name: record, .. } => {
                let fields = self.fields(name, self.record(record)?)?;
                fields
                    .into_iter()
                    .map(|(what, fields)| (what, Value::Record(record.clone(), fields)))
                    .collect()
            }
            Type::Enum { name: of, .. } => self.choices(name, self.choice(of)?)?,
            Type::CallbackInterface { name: of, .. } => vec![(format!("{name}: throws"), hook(of, true))],
            number if is_number(number) => [(Extreme::Least, "least"), (Extreme::Most, "most")]
                .map(|(extreme, word)| (format!("{name}: {word}"), Value::Number(number.clone(), extreme)))
                .to_vec(),
            other => bail!("no value for {other:?}: teach the hostile tests this type"),
        })
    }

    fn lists(&self, name: &str, kind: &Type) -> Result<Named> {
        let many = Value::Many(MANY, Box::new(self.plain(name, kind)?));
        let bad = self.bad(name, kind)?.into_iter();
        let one = bad.map(|(what, value)| (what, Value::List(vec![value])));
        Ok([(format!("{name}: many"), many)].into_iter().chain(one).collect())
    }

    fn maps(&self, name: &str, key: &Type, value: &Type) -> Result<Named> {
        let (plain_key, plain_value) = (self.plain(name, key)?, self.plain(name, value)?);
        let keys = self.bad(&format!("{name} key"), key)?.into_iter();
        let keys = keys.map(|(what, key)| (what, Value::Map(vec![(key, plain_value.clone())])));
        let values = self.bad(&format!("{name} value"), value)?.into_iter();
        let values = values.map(|(what, value)| (what, Value::Map(vec![(plain_key.clone(), value)])));
        Ok(keys.chain(values).collect())
    }

    /// Every variant with plain fields, and with each bad value in each field.
    fn choices(&self, name: &str, choice: &Enum) -> Result<Named> {
        let mut values = Vec::new();
        for (variant, plain) in choice.variants().iter().zip(self.variants(choice)?) {
            let Value::Variant {
                of,
                name: word,
                flat,
                error,
                ..
            } = &plain.1
            else {
                continue;
            };
            values.push((format!("{name}: {}", plain.0), plain.1.clone()));
            for (what, fields) in self.fields(&format!("{name}.{word}"), variant.fields())? {
                let value = Value::Variant {
                    of: of.clone(),
                    name: word.clone(),
                    fields,
                    flat: *flat,
                    error: *error,
                };
                values.push((what, value));
            }
        }
        Ok(values)
    }

    fn variants(&self, choice: &Enum) -> Result<Named> {
        let error = self.0.is_name_used_as_error(choice.name());
        let one = |variant: &uniffi_bindgen::interface::Variant| {
            let fields = variant.fields().iter();
            let fields = fields.map(|field| {
                Ok((
                    field.name().to_owned(),
                    self.plain(field.name(), &field.as_type())?,
                ))
            });
            let value = Value::Variant {
                of: choice.name().to_owned(),
                name: variant.name().to_owned(),
                fields: fields.collect::<Result<_>>()?,
                flat: !choice.contains_variant_fields(),
                error,
            };
            Ok((variant.name().to_owned(), value))
        };
        choice.variants().iter().map(one).collect()
    }

    /// The fields, with each bad value in each of them, one at a time.
    fn fields(&self, name: &str, fields: &[Field]) -> Result<Vec<(String, Named)>> {
        let plain = fields.iter().map(|field| {
            Ok((
                field.name().to_owned(),
                self.plain(field.name(), &field.as_type())?,
            ))
        });
        let plain: Named = plain.collect::<Result<_>>()?;
        let mut all = Vec::new();
        for (place, field) in fields.iter().enumerate() {
            for (what, bad) in self.bad(field.name(), &field.as_type())? {
                let mut fields = plain.clone();
                fields.splice(place..=place, [(field.name().to_owned(), bad)]);
                all.push((format!("{name}.{what}"), fields));
            }
        }
        Ok(all)
    }

    fn record(&self, name: &str) -> Result<&'a [Field]> {
        Ok(self
            .0
            .get_record_definition(name)
            .with_context(|| format!("no record {name}"))?
            .fields())
    }

    fn choice(&self, name: &str) -> Result<&'a Enum> {
        self.0
            .get_enum_definition(name)
            .with_context(|| format!("no enum {name}"))
    }
}

fn texts(name: &str, value: impl Fn(Text) -> Value) -> Named {
    let empty = (format!("{name}: empty"), value(Text::Said("")));
    let named = TEXTS.map(|(text, word)| (format!("{name}: {word}"), value(Text::Named(text))));
    [empty].into_iter().chain(named).collect()
}

fn custom(name: &str, text: Text) -> Value {
    Value::Custom(name.to_owned(), Box::new(Value::Text(text)))
}

fn hook(name: &str, throws: bool) -> Value {
    Value::Hook {
        name: name.to_owned(),
        throws,
    }
}

fn plain_id(name: &str) -> Result<&'static str> {
    Ok(match name {
        "RoomId" => "!nowhere:example.org",
        "EventId" => "$nothing",
        "UserId" => "@nobody:example.org",
        "TransactionId" => "griffie-0",
        other => bail!("no value for {other}: teach the hostile tests this type"),
    })
}

fn is_number(kind: &Type) -> bool {
    use Type::{Int8, Int16, Int32, Int64, UInt8, UInt16, UInt32, UInt64};
    matches!(
        kind,
        Int8 | Int16 | Int32 | Int64 | UInt8 | UInt16 | UInt32 | UInt64
    )
}
