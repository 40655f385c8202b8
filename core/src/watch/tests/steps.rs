//! Taking the steps from the old list gives the new one, and they are few.

use proptest::prelude::*;

use super::kit::{Row, rows};
use crate::watch::diff::{Diff, diff};

fn taken(old: &[Row], steps: Vec<Diff<Row>>) -> Vec<Row> {
    let mut list = old.to_vec();
    for step in steps {
        step.apply(&mut list);
    }
    list
}

fn any_list(longest: usize) -> impl Strategy<Value = Vec<Row>> {
    let row = (0_u8..24, 0_u8..3).prop_map(|(key, value)| Row::new(key, value));
    prop::collection::vec(row, 0..longest)
}

/// A list and what becomes of it by few changes: how lists really change.
fn edited() -> impl Strategy<Value = (Vec<Row>, Vec<Row>)> {
    let edit = (0_usize..200, 0_usize..200, 0_u8..4);
    (0_u8..200, prop::collection::vec(edit, 0..6)).prop_map(|(length, edits)| {
        let old: Vec<Row> = (0..length).map(|key| Row::new(key, 0)).collect();
        let mut new = old.clone();
        for (at, to, kind) in edits {
            let (at, to) = (at % (new.len() + 1), to % (new.len() + 1));
            match kind {
                0 => new.insert(at, Row::new(u8::MAX - u8::try_from(new.len() % 50).unwrap(), 1)),
                1 if at < new.len() => drop(new.remove(at)),
                2 if at < new.len() => new[at].value += 1,
                3 if at < new.len() => {
                    let row = new.remove(at);
                    new.insert(to.min(new.len()), row);
                }
                _ => {}
            }
        }
        (old, new)
    })
}

proptest! {
    #[test]
    fn steps_lead_to_the_new_list_also_with_keys_that_repeat(old in any_list(40), new in any_list(40)) {
        prop_assert_eq!(taken(&old, diff(&old, &new)), new);
    }

    #[test]
    fn a_few_changes_are_a_few_steps((old, new) in edited()) {
        let steps = diff(&old, &new);
        // A row that moves is two steps, any other change is one, and there are at most five.
        prop_assert!(steps.len() <= 10, "{} steps", steps.len());
        prop_assert_eq!(taken(&old, steps), new);
    }

    #[test]
    fn equal_lists_need_no_step(list in any_list(60)) {
        prop_assert_eq!(diff(&list, &list), vec![]);
    }
}

#[test]
fn one_line_that_comes_is_one_insert_wherever_it_stands() {
    let old: Vec<Row> = rows(0..100);
    for index in [0, 1, 50, 99, 100] {
        let mut new = old.clone();
        new.insert(index, Row::new(200, 7));
        let row = Row::new(200, 7);
        assert_eq!(diff(&old, &new), [Diff::Insert { index, row }]);
        assert_eq!(diff(&new, &old), [Diff::Remove { index }]);
    }
}

#[test]
fn a_row_that_changes_where_it_stands_is_one_update() {
    let old = rows(0..3);
    let mut new = old.clone();
    new[1].value = 9;
    let row = Row::new(1, 9);
    assert_eq!(diff(&old, &new), [Diff::Update { index: 1, row }]);
}

#[test]
fn a_room_that_comes_to_the_top_moves_alone() {
    let old = rows(0..100);
    let mut new = old.clone();
    let moved = new.remove(70);
    new.insert(0, moved.clone());
    assert_eq!(
        diff(&old, &new),
        [Diff::Remove { index: 70 }, Diff::Insert { index: 0, row: moved }]
    );
}

#[test]
fn a_list_of_other_rows_is_told_whole() {
    let (old, new) = (rows(0..100), rows(100..200));
    assert_eq!(diff(&old, &new), [Diff::Reset(new)]);
}

#[test]
fn a_step_that_does_not_fit_changes_nothing() {
    let mut list = rows(0..2);
    for step in [
        Diff::Insert {
            index: 3,
            row: Row::new(9, 0),
        },
        Diff::Update {
            index: 2,
            row: Row::new(9, 0),
        },
        Diff::Remove { index: 2 },
    ] {
        step.apply(&mut list);
    }
    assert_eq!(list, rows(0..2));
}
