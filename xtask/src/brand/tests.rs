//! The brands of the repository can be built and read; every wrong value is named; contrast is computed as WCAG does.

use super::{
    Brand, all_names,
    colour::{Colour, contrast},
    load, made,
    read::BrandError,
};
use crate::{mdm, shell::root};

fn own() -> String {
    std::fs::read_to_string(root().join("brands/griffie/brand.toml")).unwrap()
}

fn refused(from: &str, to: &str) -> BrandError {
    let text = own();
    assert!(text.contains(from), "{from}");
    Brand::read("griffie", &text.replacen(from, to, 1)).unwrap_err()
}

#[test]
fn three_brands_are_here_and_androids_compiler_takes_each() {
    let names = all_names().unwrap();
    assert_eq!(names, ["griffie", "molendam", "waterstaat"]);
    for name in names {
        let brand = load(&name).unwrap();
        let files = made(&brand);
        let mut resources = mdm::android_files();
        resources.extend(files.iter().filter(|(path, _)| path.contains("/res/")).cloned());
        let dir = tempfile::tempdir().unwrap();
        let count = mdm::link_android(dir.path(), &resources);
        assert_eq!(count, Ok(resources.len()), "{name}");
        let specfile = files
            .iter()
            .find(|(path, _)| path.ends_with("specfile.xml"))
            .unwrap();
        assert!(
            specfile
                .1
                .contains(&format!("<bundleId>{}</bundleId>", brand.app.id))
        );
    }
}

#[test]
fn brands_differ_where_apps_are_told_apart() {
    let brands: Vec<_> = all_names()
        .unwrap()
        .iter()
        .map(|name| load(name).unwrap())
        .collect();
    for (at, one) in brands.iter().enumerate() {
        for other in brands.iter().skip(at + 1) {
            assert_ne!(one.app.id, other.app.id);
            assert_ne!(one.light.of("primary"), other.light.of("primary"));
            assert_ne!(one.logo, other.logo);
        }
    }
}

#[test]
fn contrast_is_that_of_wcag() {
    let of = |one: &str, other: &str| contrast(Colour::read(one).unwrap(), Colour::read(other).unwrap());
    assert!((of("#000000", "#FFFFFF") - 21.0).abs() < 0.001);
    assert!((of("#777777", "#FFFFFF") - 4.478).abs() < 0.001);
    assert!((of("#FFFFFF", "#767676") - 4.542).abs() < 0.001);
    assert!((of("#123456", "#123456") - 1.0).abs() < f64::EPSILON);
}

#[test]
fn what_cannot_be_read_on_its_ground_is_refused_with_the_figures() {
    let refused = refused("onPrimary = \"#FFFFFF\"", "onPrimary = \"#5577AA\"");
    let BrandError::Contrast {
        appearance,
        on,
        under,
        found,
        ..
    } = &refused
    else {
        panic!("{refused}");
    };
    assert_eq!((*appearance, *on, *under), ("light", "onPrimary", "primary"));
    assert!(*found < 4.5);
    assert!(refused.to_string().contains("WCAG"));
}

#[test]
fn every_wrong_value_is_named() {
    let field = |error| match error {
        BrandError::Field(field, _) => field,
        other => panic!("{other}"),
    };
    for (from, to, name) in [
        ("name = \"Griffie\"", "name = \" \"", "app.name"),
        (
            "organisation = \"Griffie\"",
            "organisation = \"a\\nb\"",
            "app.organisation",
        ),
        ("id = \"eu.griffie.app\"", "id = \"Griffie\"", "app.id"),
        (
            "https://griffie.eu/privacy",
            "http://griffie.eu/privacy",
            "app.privacy_url",
        ),
        (
            "https://griffie.eu/terms",
            "https://griffie.eu/$x",
            "app.terms_url",
        ),
        ("help@griffie.eu", "griffie.eu", "app.support_address"),
        ("gateway_url = \"\"", "gateway_url = \"https://a.nl\"", "servers"),
        ("root_key = \"\"", "root_key = \"AAAA\"", "servers.root_key"),
        (
            "homeservers = []",
            "homeservers = [\"matrix.nl\"]",
            "servers.homeservers",
        ),
    ] {
        assert_eq!(field(refused(from, to)), name, "{to}");
    }
    assert!(matches!(
        refused("primary = ", "primery = "),
        BrandError::ColourMissing("light", "primary")
    ));
    assert!(matches!(
        refused("outline = ", "rand = \"#000000\"\noutline = "),
        BrandError::ColourUnknown("light", _)
    ));
    assert!(matches!(
        refused("\"#154273\"", "\"blauw\""),
        BrandError::ColourMalformed("light", _, _)
    ));
    assert_eq!(refused("nl = ", "fy = "), BrandError::WelcomeMissing("nl"));
    assert!(matches!(refused("fr = ", "fy = "), BrandError::WelcomeUnknown(_)));
    assert!(matches!(
        refused("path = \"M", "path = \"<M"),
        BrandError::Logo(1, _)
    ));
    assert!(matches!(
        refused("[app]", "[app]\nextra = 1"),
        BrandError::Malformed(_)
    ));
    assert!(matches!(refused("[app]", "[app"), BrandError::Malformed(_)));
}
