//! Pages of a list. Enters: how many items, how many pages the plan has. Leaves: which items stand on which page.

use crate::model::links::LIST_PAGE;
use std::ops::Range;

/// The items of page `page` (from 0) of `pages`. The last planned page holds whatever remains, so that nothing is lost.
pub(crate) fn items(page: usize, pages: usize, len: usize) -> Range<usize> {
    let start = (page * LIST_PAGE).min(len);
    let end = if page + 1 >= pages { len } else { ((page + 1) * LIST_PAGE).min(len) };
    start..end
}

#[cfg(test)]
mod tests {
    use super::items;

    #[test]
    fn nothing_is_lost() {
        assert_eq!(items(0, 1, 250), 0..250);
        assert_eq!(items(0, 3, 250), 0..100);
        assert_eq!(items(2, 3, 250), 200..250);
        assert_eq!(items(5, 3, 10), 10..10);
    }
}
