//! Dates in file names and folders.

use std::path::Path;

use jiff::civil::Date;

/// A date found in a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathDate {
    /// The file's name starts with it: the day, and how many bytes of the name it takes with what parts it from the rest.
    Name(Date, usize),
    /// A folder is called so (`2024-05-31-title/`), or three are (`2024/05/31/`).
    Folder(Date),
}

impl PathDate {
    /// The day.
    pub fn day(self) -> Date {
        match self {
            Self::Name(day, _) | Self::Folder(day) => day,
        }
    }
}

/// The date in a path: the file's name first, then the folders from the innermost.
pub fn in_path(path: &Path) -> Option<PathDate> {
    let name = path.file_name()?.to_str()?;
    if let Some((day, length)) = at_start(name) {
        return Some(PathDate::Name(day, length));
    }
    let folders: Vec<&str> = path.parent()?.iter().filter_map(|part| part.to_str()).collect();
    let named = folders.iter().rev().find_map(|folder| at_start(folder)).map(|(day, _)| day);
    named.or_else(|| nested(&folders)).map(PathDate::Folder)
}

/// `2024/05/31` in folders of their own, the innermost such; a day may stand in front of a name (`31-title`).
fn nested(folders: &[&str]) -> Option<Date> {
    folders.windows(3).rev().find_map(|three| {
        let [year, month, day] = three else { return None };
        let day: String = day.chars().take_while(char::is_ascii_digit).collect();
        let year = (year.len() == 4).then(|| year.parse().ok())??;
        Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
    })
}

/// A date at the start of a name whose year may have two digits: `10-06-08-title` (Jekyll's pattern of posts).
pub fn at_short_start(name: &str) -> Option<(Date, usize)> {
    let is_short = name.find('-') == Some(2) && name.bytes().take(2).all(|byte| byte.is_ascii_digit());
    if !is_short {
        return at_start(name);
    }
    let year: u32 = name.get(..2)?.parse().ok()?;
    let century = if year < 69 { "20" } else { "19" };
    at_start(&format!("{century}{name}")).map(|(date, length)| (date, length - 2))
}

/// `2024-05-31`, `2024-5-3`, `20240531`, `2024_05_31`, `2024.05.31` at the start of a name, and a separator or its end.
pub fn at_start(name: &str) -> Option<(Date, usize)> {
    let number = |from: usize, most: usize| {
        let run = name.get(from..)?.bytes().take(most).take_while(u8::is_ascii_digit).count();
        Some((name.get(from..from + run)?.parse::<i16>().ok()?, from + run))
    };
    let (year, at) = number(0, 4).filter(|(_, end)| *end == 4)?;
    let separator = name.as_bytes().get(at).copied();
    let (month, day, end) = match separator {
        Some(mark @ (b'-' | b'_' | b'.')) => {
            let (month, at) = number(at + 1, 2)?;
            if name.as_bytes().get(at).copied() != Some(mark) {
                return None;
            }
            let (day, at) = number(at + 1, 2)?;
            (month, day, at)
        }
        Some(b'0'..=b'9') => {
            let (month, at) = number(at, 2).filter(|(_, end)| *end == 6)?;
            let (day, at) = number(at, 2).filter(|(_, end)| *end == 8)?;
            (month, day, at)
        }
        _ => return None,
    };
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    match name.as_bytes().get(end) {
        None => Some((date, end)),
        Some(b'-' | b'_' | b' ') => Some((date, end + 1)),
        Some(b'.') => Some((date, end)),
        Some(b'T') => Some((date, end)),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn names_come_before_folders() {
        let may = date(2024, 5, 31);
        for (path, wanted) in [
            ("_posts/2024-05-31-title.md", Some(PathDate::Name(may, 11))),
            ("2024-5-31-title.md", Some(PathDate::Name(may, 10))),
            ("blog/2024-05-31.md", Some(PathDate::Name(may, 10))),
            ("20240531-x.md", Some(PathDate::Name(may, 9))),
            ("blog/2024-05-31-title/index.md", Some(PathDate::Folder(may))),
            ("blog/2024/05/31/title.md", Some(PathDate::Folder(may))),
            ("blog/2024/05/31-title/index.md", Some(PathDate::Folder(may))),
            ("blog/2024/05/title.md", None),
            ("blog/2024-13-31-title.md", None),
            ("1.47.0-prerelease.md", None),
            ("title.md", None),
        ] {
            assert_eq!(in_path(Path::new(path)), wanted, "{path}");
        }
    }
}
