//! A picture without what its maker's tools wrote into it: place, time, device, author, software, thumbnails, earlier versions.
//! Enters: a file's bytes. Leaves: a file of the same format that holds what is needed to draw it and nothing else, with its
//! size. Chunks are kept by name, so that an unknown one is left out; what follows the picture's end is left out too.
//!
//! Formats: PNG (ISO/IEC 15948), JPEG (ITU-T T.81, with JFIF and the orientation of EXIF), GIF89a, WebP (RFC 9649).

use crate::model::Marking;
use crate::model::config::{Audience, Config};
use crate::text::handling::{self, Says};

/// Why the picture at `path` stays here: its name or a folder's, or `[[defaults]]`, says that it is for fewer readers than the
/// edition's. What cannot be read counts as RED.
#[must_use]
pub fn withheld(path: &str, config: &Config) -> Option<String> {
    let Audience::Edition(edition) = config.audience else { return None };
    let below = config.below_src(path);
    let mut parts: Vec<&str> = below.split('/').collect();
    let name = parts.pop().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let said = parts.into_iter().map(|folder| (folder, true)).chain([(stem, false)]);
    let marking = |says: Says| match says {
        Says::Colour(name) => Marking::parse(name).unwrap_or(Marking::Red),
        Says::Closed | Says::Draft => Marking::Red,
    };
    let named = said.filter_map(|(name, is_folder)| handling::of_name(name, is_folder)).map(|(says, _)| marking(says));
    let fields = config.defaults_of(path).flat_map(|defaults| &defaults.fields);
    let by_default =
        fields.filter(|field| ["marking", "tlp", "classification"].contains(&field.key.to_lowercase().as_str()));
    let by_default =
        by_default.map(|field| field.node.text().and_then(|text| Marking::parse(&text)).unwrap_or(Marking::Red));
    let strictest = named.chain(by_default).max()?;
    (strictest > edition.marking).then(|| format!("it counts as {strictest}"))
}

/// A picture that may leave.
#[derive(Debug, PartialEq, Eq)]
pub struct Bare {
    /// The file.
    pub bytes: Vec<u8>,
    /// The ending of its name.
    pub ending: &'static str,
    /// Width and height in pixels, as it is seen.
    pub size: (u32, u32),
}

/// `bytes` without metadata; nothing where they are no whole picture of a known format.
#[must_use]
pub fn bare(bytes: &[u8]) -> Option<Bare> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => png(bytes),
        [0xff, 0xd8, 0xff, ..] => jpeg(bytes),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => gif(bytes),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => webp(bytes),
        _ => None,
    }
}

fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn be16(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?)))
}

fn le16(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)))
}

/// Chunks of a PNG that draw it: colours, transparency, gamma, frames.
const PNG: [&[u8; 4]; 14] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs", b"acTL",
    b"fcTL", b"fdAT",
];

fn png(bytes: &[u8]) -> Option<Bare> {
    let mut out = bytes.get(..8)?.to_vec();
    let size = (be32(bytes, 16)?, be32(bytes, 20)?);
    let mut at = 8;
    loop {
        let length = be32(bytes, at)? as usize;
        let end = at.checked_add(12)?.checked_add(length)?;
        let chunk = bytes.get(at..end)?;
        let name = &chunk[4..8];
        if PNG.iter().any(|known| known.as_slice() == name) {
            out.extend_from_slice(chunk);
        }
        if name == b"IEND" {
            return Some(Bare { bytes: out, ending: "png", size });
        }
        at = end;
    }
}

fn jpeg(bytes: &[u8]) -> Option<Bare> {
    let (mut out, mut size, mut orientation) = (vec![0xff, 0xd8], None, 1);
    let mut at = 2;
    loop {
        while bytes.get(at) == Some(&0xff) && bytes.get(at + 1) == Some(&0xff) {
            at += 1;
        }
        let (0xff, marker) = (*bytes.get(at)?, *bytes.get(at + 1)?) else { return None };
        if marker == 0xd9 {
            break;
        }
        let length = be16(bytes, at + 2)? as usize;
        let segment = bytes.get(at..at + 2 + length)?;
        match marker {
            // frame headers, all but the tables whose codes lie between
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                size = size.or(Some((be16(segment, 7)?, be16(segment, 5)?)));
                out.extend_from_slice(segment);
            }
            // colour transform of Adobe's, which decoders need; densities of JFIF
            0xee if segment.get(4..9) == Some(b"Adobe") => out.extend_from_slice(segment),
            0xe0 if segment.get(4..9) == Some(b"JFIF\0") => out.extend_from_slice(&jfif(segment)?),
            0xe1 => orientation = oriented(segment).unwrap_or(orientation),
            0xe0..=0xef | 0xfe => {}
            _ => out.extend_from_slice(segment),
        }
        at += 2 + length;
        if marker == 0xda {
            let end = scan_end(bytes, at)?;
            out.extend_from_slice(bytes.get(at..end)?);
            at = end;
        }
    }
    out.extend_from_slice(&[0xff, 0xd9]);
    let (width, height) = size?;
    if orientation > 1 {
        out.splice(2..2, exif(orientation));
    }
    let size = if orientation > 4 { (height, width) } else { (width, height) };
    Some(Bare { bytes: out, ending: "jpg", size })
}

/// The header of JFIF without its thumbnail.
fn jfif(segment: &[u8]) -> Option<Vec<u8>> {
    let mut out = segment.get(..16)?.to_vec();
    out[2..4].copy_from_slice(&[0, 16]);
    out.extend_from_slice(&[0, 0]);
    Some(out)
}

/// One past the coded data of a scan that begins at `at`: at the next marker that is no restart.
fn scan_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == 0xff)?;
        match bytes.get(at + 1)? {
            0x00 | 0xd0..=0xd7 => at += 2,
            0xff => at += 1,
            _ => return Some(at),
        }
    }
}

/// How a picture is to be turned, from its EXIF.
fn oriented(segment: &[u8]) -> Option<u8> {
    let tiff = segment.get(4..)?.strip_prefix(b"Exif\0\0")?;
    let is_little = tiff.starts_with(b"II");
    let short = |at: usize| if is_little { le16(tiff, at) } else { be16(tiff, at) };
    let long = |at: usize| {
        let bytes: [u8; 4] = tiff.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    };
    let first = long(4)? as usize;
    let entries = short(first)? as usize;
    let entry = (0..entries).map(|n| first + 2 + n * 12).find(|at| short(*at) == Some(0x0112))?;
    u8::try_from(short(entry + 8)?).ok().filter(|value| (1..=8).contains(value))
}

/// EXIF that says how a picture is to be turned, and nothing else.
fn exif(orientation: u8) -> Vec<u8> {
    let mut out = vec![0xff, 0xe1, 0, 34];
    out.extend_from_slice(b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
    out.extend_from_slice(&[orientation, 0, 0, 0, 0, 0, 0]);
    out
}

fn gif(bytes: &[u8]) -> Option<Bare> {
    let size = (le16(bytes, 6)?, le16(bytes, 8)?);
    let colours = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let mut at = 13 + colours(*bytes.get(10)?);
    let mut out = bytes.get(..at)?.to_vec();
    loop {
        let start = at;
        let keep = match bytes.get(at)? {
            0x3b => break,
            0x2c => {
                at += 11 + colours(*bytes.get(at + 9)?);
                true
            }
            0x21 => {
                let label = *bytes.get(at + 1)?;
                let is_loop = bytes.get(at + 3..at + 14) == Some(b"NETSCAPE2.0");
                at += 2;
                label == 0xf9 || label == 0xff && is_loop
            }
            _ => return None,
        };
        loop {
            let length = usize::from(*bytes.get(at)?);
            at += 1 + length;
            if length == 0 {
                break;
            }
        }
        if keep {
            out.extend_from_slice(bytes.get(start..at)?);
        }
    }
    out.push(0x3b);
    Some(Bare { bytes: out, ending: "gif", size })
}

/// Chunks of a WebP that draw it.
const WEBP: [&[u8; 4]; 6] = [b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"];

fn webp(bytes: &[u8]) -> Option<Bare> {
    let (mut out, mut size, mut at) = (b"RIFF\0\0\0\0WEBP".to_vec(), None, 12);
    let length = u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?) as usize;
    let end = length.checked_add(8)?;
    let bytes = bytes.get(..end)?;
    while at < end {
        let name = bytes.get(at..at + 4)?;
        let length = u32::from_le_bytes(bytes.get(at + 4..at + 8)?.try_into().ok()?) as usize;
        let next = at.checked_add(8)?.checked_add(length)?.checked_add(length % 2)?;
        let chunk = bytes.get(at..next.min(end))?;
        if WEBP.iter().any(|known| known.as_slice() == name) {
            let mut chunk = chunk.to_vec();
            let data = chunk.get_mut(8..)?;
            match name {
                b"VP8X" => {
                    // no EXIF, XMP or colour profile any more
                    *data.first_mut()? &= !0b0010_1100;
                    let side = |at: usize| Some(le16(data, at)? + (u32::from(*data.get(at + 2)?) << 16) + 1);
                    size = Some((side(4)?, side(7)?));
                }
                b"VP8L" if size.is_none() => {
                    let bits = u32::from_le_bytes(data.get(1..5)?.try_into().ok()?);
                    size = Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1));
                }
                b"VP8 " if size.is_none() => size = Some((le16(data, 6)? & 0x3fff, le16(data, 8)? & 0x3fff)),
                _ => {}
            }
            out.extend_from_slice(&chunk);
        }
        at = next;
    }
    let length = u32::try_from(out.len() - 8).ok()?;
    out[4..8].copy_from_slice(&length.to_le_bytes());
    Some(Bare { bytes: out, ending: "webp", size: size? })
}

#[cfg(test)]
mod tests {
    use super::{bare, exif, oriented};

    /// A picture of one point by ImageMagick's layout, with what it should lose between its parts.
    fn gif() -> Vec<u8> {
        let mut out = b"GIF89a\x02\0\x01\0\x80\0\0\0\0\0\xff\xff\xff".to_vec();
        out.extend_from_slice(b"\x21\xfe\x06SECRET\0");
        out.extend_from_slice(b"\x21\xf9\x04\0\0\0\0\0");
        out.extend_from_slice(b"\x2c\0\0\0\0\x02\0\x01\0\0\x02\x02\x0c\x0a\0;SECRET");
        out
    }

    fn png() -> Vec<u8> {
        let chunk = |name: &[u8], data: &[u8]| {
            [&u32::try_from(data.len()).expect("short").to_be_bytes()[..], name, data, b"\0\0\0\0"].concat()
        };
        [
            b"\x89PNG\r\n\x1a\n".to_vec(),
            chunk(b"IHDR", b"\0\0\0\x02\0\0\0\x03\x08\x02\0\0\0"),
            chunk(b"tEXt", b"Comment\0SECRET"),
            chunk(b"eXIf", b"SECRET"),
            chunk(b"IDAT", b"data"),
            chunk(b"IEND", b""),
            b"SECRET".to_vec(),
        ]
        .concat()
    }

    fn jpeg(orientation: u8) -> Vec<u8> {
        let mut turned = exif(orientation);
        turned.extend_from_slice(b"SECRET");
        turned[3] += 6;
        [
            b"\xff\xd8".to_vec(),
            b"\xff\xe0\x00\x13JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01SEC".to_vec(),
            turned,
            b"\xff\xe2\x00\x08SECRET\xff\xfe\x00\x08SECRET".to_vec(),
            b"\xff\xc0\x00\x0b\x08\x00\x03\x00\x02\x01\x01\x11\x00".to_vec(),
            b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00data\xff\x00\xff\xd0more\xff\xd9".to_vec(),
            b"\xff\xd8SECRET\xff\xd9".to_vec(),
        ]
        .concat()
    }

    fn webp() -> Vec<u8> {
        let chunk = |name: &[u8], data: &[u8]| {
            let pad: &[u8] = if data.len() % 2 == 1 { b"\0" } else { b"" };
            [name, &u32::try_from(data.len()).expect("short").to_le_bytes()[..], data, pad].concat()
        };
        let body = [
            b"WEBP".to_vec(),
            chunk(b"VP8X", b"\x2c\0\0\0\x01\0\0\x02\0\0"),
            chunk(b"ICCP", b"SECRET"),
            chunk(b"VP8 ", b"data."),
            chunk(b"EXIF", b"SECRET"),
            chunk(b"XMP ", b"SECRET"),
        ]
        .concat();
        [b"RIFF".to_vec(), u32::try_from(body.len()).expect("short").to_le_bytes().to_vec(), body, b"SECRET".to_vec()]
            .concat()
    }

    #[test]
    fn metadata_goes_and_the_picture_stays() {
        for (file, size) in [(png(), (2, 3)), (jpeg(1), (2, 3)), (jpeg(6), (3, 2)), (gif(), (2, 1)), (webp(), (2, 3))] {
            let left = bare(&file).expect("a picture");
            assert_eq!(left.size, size, "{}", left.ending);
            assert!(!left.bytes.windows(3).any(|word| word == b"SEC"), "{}", left.ending);
            assert!(left.ending == "gif" || left.bytes.windows(4).any(|word| word == b"data"), "{}", left.ending);
            let again = bare(&left.bytes).expect("still one");
            assert_eq!(again, left, "nothing more goes");
        }
    }

    #[test]
    fn a_turned_picture_stays_turned() {
        let left = bare(&jpeg(8)).expect("a picture");
        assert_eq!(oriented(&left.bytes[2..38]), Some(8));
    }

    #[test]
    fn what_is_cut_off_is_no_picture() {
        for file in [png(), jpeg(6), gif(), webp()] {
            for end in 0..file.len() - 30 {
                let _ = bare(&file[..end]);
            }
            assert_eq!(bare(&file[..20]), None);
        }
        assert_eq!(bare(b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"), None);
    }
}
