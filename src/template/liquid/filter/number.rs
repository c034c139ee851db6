//! Filters that reckon (Liquid's `StandardFilters`): whole numbers stay whole, as in Ruby.

use super::super::value::Value;
use super::word;

/// A number after a filter of numbers; none if it is no such filter, or no number.
pub(super) fn filtered(text: &str, name: &str, arguments: &[Value]) -> Option<Value> {
    let other = word(arguments, 0);
    let whole = |text: &str| text.trim().parse::<i64>().ok();
    let made = match (whole(text), whole(other)) {
        (Some(one), Some(other)) => of_whole(one, name, other).map(|made| made.to_string()),
        (Some(one), None) if other.is_empty() => of_whole(one, name, 0).map(|made| made.to_string()),
        _ => None,
    };
    let real = || {
        let one: f64 = text.trim().parse().ok().filter(|one: &f64| one.is_finite())?;
        of_real(one, name, other)
    };
    made.or_else(real).map(Value::Text)
}

fn of_whole(one: i64, name: &str, other: i64) -> Option<i64> {
    match name {
        "plus" => one.checked_add(other),
        "minus" => one.checked_sub(other),
        "times" => one.checked_mul(other),
        "divided_by" => one.checked_div_euclid(other),
        "modulo" => one.checked_rem_euclid(other),
        "at_least" => Some(one.max(other)),
        "at_most" => Some(one.min(other)),
        "abs" => one.checked_abs(),
        "ceil" | "floor" | "round" => Some(one),
        _ => None,
    }
}

fn of_real(one: f64, name: &str, other: &str) -> Option<String> {
    let number = || other.trim().parse::<f64>().ok();
    let made = match name {
        "plus" => one + number()?,
        "minus" => one - number()?,
        "times" => one * number()?,
        "divided_by" => one / number()?,
        "modulo" => one.rem_euclid(number()?),
        "at_least" if one < number()? => return Some(other.to_owned()),
        "at_most" if one > number()? => return Some(other.to_owned()),
        "at_least" | "at_most" => one,
        "abs" => one.abs(),
        "ceil" => return whole(one.ceil()),
        "floor" => return whole(one.floor()),
        "round" => match other.parse::<i32>().ok().filter(|places| (1..=12).contains(places)) {
            None => return whole(one.round()),
            Some(places) => (one * 10_f64.powi(places)).round() / 10_f64.powi(places),
        },
        _ => return None,
    };
    made.is_finite().then(|| if made.fract() == 0.0 { format!("{made:.1}") } else { made.to_string() })
}

fn whole(number: f64) -> Option<String> {
    (number.abs() < 1e15).then(|| format!("{number:.0}"))
}
