//! Lines of what the owner wrote, for faults that are seen when only its value is known. In: the fault of a whole seed. Out: the
//! same at the value it names, in the seed or its sidecar.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::{Inputs, SeedPath};
use crate::text::decode::decode;

/// How far into a seed the owner's words are looked for, in bytes.
const HEAD: usize = 8000;

/// Puts each colliding address, and each introduction that is none, at its line.
pub(super) fn find(inputs: &Inputs<'_>, faults: &mut [Diagnostic]) {
    const READ: usize = 500;
    let is_bare = |fault: &&mut Diagnostic| {
        matches!(fault.code, Code::RouteCollision | Code::Introduction) && fault.place.line == 0
    };
    for fault in faults.iter_mut().filter(is_bare).take(READ) {
        let named = fault.message.split('`').nth(1).filter(|value| !value.is_empty());
        let named = if fault.code == Code::Introduction { Some("introduces") } else { named };
        let Some(value) = named else { continue };
        let Ok(seed) = inputs.shelf.read(&SeedPath::new(&fault.place.file)) else { continue };
        let sidecar = seed.sidecar.iter().map(|beside| (beside.path.clone(), &beside.bytes));
        let found =
            std::iter::once((fault.place.file.clone(), &seed.bytes)).chain(sidecar).find_map(|(file, bytes)| {
                let text = decode(bytes).text;
                let at = text[..text.floor_char_boundary(HEAD)].find(value)?;
                Some(Place::within(file, &text, at..at + value.len()))
            });
        if let Some(place) = found {
            fault.place = place;
        }
    }
}
