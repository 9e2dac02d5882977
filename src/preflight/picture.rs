//! What a static picture or document says beside what it shows: where and when it was taken, by whom. In: its bytes. Out: faults.
//! Reads Exif, XMP and IPTC in JPEG, PNG, WebP, TIFF, HEIC and AVIF, places in films, and authors in PDF.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::Route;

/// What was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Says {
    /// Where it was taken.
    pub place: bool,
    /// Anything else of who, when or with what.
    pub more: bool,
}

pub(super) fn found(route: &Route, bytes: &[u8]) -> Option<Diagnostic> {
    let name = route.as_str().rsplit('/').next().unwrap_or_default();
    let says = says(bytes);
    let place = Place::file(route.as_str());
    if says.place {
        let message = format!("`{name}` says where it was taken");
        let hint = format!(
            "write it anew without: `exiftool -all= -tagsfromfile @ -orientation {name}`, or export it without metadata"
        );
        return Some(Diagnostic::new(Code::PicturePlace, place, message, hint));
    }
    let message = format!("`{name}` says who made it, when or with what, beside what it shows");
    let hint = "if readers may know, nothing; else export it without metadata, or `exiftool -all= FILE`";
    says.more.then(|| Diagnostic::new(Code::FileMetadata, place, message, hint))
}

/// What the bytes of a file say.
pub(super) fn says(bytes: &[u8]) -> Says {
    match bytes {
        [0xff, 0xd8, ..] => jpeg(bytes),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', rest @ ..] => png(rest),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', rest @ ..] => webp(rest),
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => tiff(bytes).unwrap_or_default(),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => boxes(bytes),
        [b'%', b'P', b'D', b'F', ..] => {
            Says { place: false, more: holds(bytes, b"/Author") || holds(bytes, b"<dc:creator>") }
        }
        _ => Says::default(),
    }
}

impl Says {
    fn and(self, other: Self) -> Self {
        Self { place: self.place || other.place, more: self.more || other.more }
    }
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    at(bytes, words).is_some()
}

fn at(bytes: &[u8], words: &[u8]) -> Option<usize> {
    bytes.windows(words.len()).position(|window| window == words)
}

/// The segments before the picture itself.
fn jpeg(bytes: &[u8]) -> Says {
    let mut found = Says::default();
    let mut rest = &bytes[2..];
    while let [0xff, mark, high, low, ..] = rest {
        if *mark == 0xff {
            rest = &rest[1..];
            continue;
        }
        let length = usize::from(*high) << 8 | usize::from(*low);
        let Some(body) = rest.get(4..2 + length) else { break };
        found = found.and(match (mark, body) {
            (0xe1, [b'E', b'x', b'i', b'f', 0, 0, tiff @ ..]) => self::tiff(tiff).unwrap_or_default(),
            (0xe1, body) if body.starts_with(b"http://ns.adobe.com/x") => xmp(body),
            (0xed, body) if body.starts_with(b"Photoshop") => Says { place: false, more: true },
            _ => Says::default(),
        });
        if *mark == 0xda {
            break;
        }
        rest = &rest[2 + length..];
    }
    found
}

fn png(mut rest: &[u8]) -> Says {
    let mut found = Says::default();
    while let Some((head, after)) = rest.split_at_checked(8) {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let Some(body) = after.get(..length) else { break };
        found = found.and(match &head[4..] {
            b"eXIf" => tiff(body).unwrap_or_default(),
            b"iTXt" | b"tEXt" | b"zTXt" if body.starts_with(b"XML:com.adobe.xmp") => xmp(body),
            b"iTXt" | b"tEXt" | b"zTXt" => {
                let telling: [&[u8]; 4] = [b"Author", b"Creation Time", b"Raw profile type", b"Comment"];
                Says { place: false, more: telling.iter().any(|name| body.starts_with(name)) }
            }
            _ => Says::default(),
        });
        let Some(next) = after.get(length + 4..) else { break };
        rest = next;
    }
    found
}

fn webp(mut rest: &[u8]) -> Says {
    let mut found = Says::default();
    while let Some((head, after)) = rest.split_at_checked(8) {
        let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
        let Some(body) = after.get(..length) else { break };
        found = found.and(match &head[..4] {
            b"EXIF" => tiff(body.strip_prefix(b"Exif\0\0").unwrap_or(body)).unwrap_or_default(),
            b"XMP " => xmp(body),
            _ => Says::default(),
        });
        let Some(next) = after.get(length + length % 2..) else { break };
        rest = next;
    }
    found
}

/// HEIC, AVIF and films: what stands in a box somewhere.
fn boxes(bytes: &[u8]) -> Says {
    let exif = at(bytes, b"Exif\0\0").and_then(|at| tiff(&bytes[at + 6..])).unwrap_or_default();
    let film = Says { place: holds(bytes, b"\xa9xyz") || holds(bytes, b"location.ISO6709"), more: false };
    exif.and(film)
}

fn xmp(body: &[u8]) -> Says {
    Says { place: holds(body, b"GPSLatitude"), more: true }
}

/// Tags that say how to show the picture and nothing else.
const PLAIN: [u16; 22] = [
    0x0100, 0x0101, 0x0102, 0x0103, 0x0106, 0x0111, 0x0112, 0x0115, 0x0116, 0x0117, 0x011a, 0x011b, 0x011c, 0x0128,
    0x0153, 0x0213, 0x9000, 0x9101, 0xa000, 0xa001, 0xa002, 0xa003,
];

/// The first table of tags, and those that it points to.
fn tiff(bytes: &[u8]) -> Option<Says> {
    let is_little = match bytes.get(..4)? {
        [b'I', b'I', b'*', 0] => true,
        [b'M', b'M', 0, b'*'] => false,
        _ => return None,
    };
    let short = |at: usize| {
        let pair: [u8; 2] = bytes.get(at..at + 2)?.try_into().ok()?;
        Some(if is_little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
    };
    let long = |at: usize| {
        let four: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
        Some((if is_little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) }) as usize)
    };
    let tags = |table: usize| -> Vec<(u16, usize)> {
        let count = short(table).map_or(0, usize::from);
        (0..count).map_while(|n| Some((short(table + 2 + 12 * n)?, long(table + 10 + 12 * n)?))).collect()
    };
    let mut found = Says::default();
    for (tag, value) in tags(long(4)?) {
        match tag {
            // a table of places without latitude and longitude says nothing
            0x8825 => found.place |= tags(value).iter().any(|(tag, _)| matches!(tag, 2 | 4)),
            0x8769 => found.more |= tags(value).iter().any(|(tag, _)| !PLAIN.contains(tag)),
            tag => found.more |= !PLAIN.contains(&tag),
        }
    }
    Some(found)
}
