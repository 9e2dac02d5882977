//! Bytes to text, losing nothing that can be read and saying what could not.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// What became of some bytes.
pub struct Decoded {
    /// The text, without a byte order mark. NUL and other controls are kept.
    pub text: String,
    /// The encoding it was read in, when that was not plain UTF-8.
    pub encoding: Option<&'static str>,
    /// Whether some bytes stood for no character and were replaced by U+FFFD.
    pub lossy: bool,
}

/// Reads UTF-8 or UTF-16 by its mark, else UTF-8, else Windows-1252 (what a wrongly declared Western page usually is).
#[must_use]
pub fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, lossy) = encoding.decode_without_bom_handling(&bytes[mark..]);
        let named = (encoding != UTF_8).then(|| encoding.name());
        return Decoded { text: text.into_owned(), encoding: named, lossy };
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        let (text, lossy) = encoding.decode_without_bom_handling(bytes);
        return Decoded { text: text.into_owned(), encoding: Some(encoding.name()), lossy };
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), encoding: None, lossy: false };
    }
    if mostly_utf8(bytes) {
        return Decoded { text: String::from_utf8_lossy(bytes).into_owned(), encoding: None, lossy: true };
    }
    let (text, lossy) = WINDOWS_1252.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding: Some(WINDOWS_1252.name()), lossy }
}

/// Reads a web page: by its mark, else in the encoding that it declares where its bytes fit it, else as [`decode`] does.
#[must_use]
pub fn decode_page(bytes: &[u8]) -> Decoded {
    if Encoding::for_bom(bytes).is_some() {
        return decode(bytes);
    }
    let declared = declared(bytes).filter(|encoding| *encoding != UTF_8);
    let Some(encoding) = declared.filter(|_| std::str::from_utf8(bytes).is_err()) else { return decode(bytes) };
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    if lossy {
        return decode(bytes);
    }
    Decoded { text: text.into_owned(), encoding: None, lossy }
}

/// The encoding that a page names in its first bytes.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    const HEAD: usize = 4096;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let behind = head.split("charset").nth(1).or_else(|| head.split("encoding").nth(1))?;
    let name = behind.trim_start_matches([' ', '=', '"', '\'', '\t', '\n']);
    let name: String = name.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    Encoding::for_label(name.as_bytes())
}

/// Whether the bytes are no text at all: many NULs or controls that no text carries. One or two make no file binary, however
/// short it is.
#[must_use]
pub fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(8192)];
    let odd = head.iter().filter(|&&b| b < 9 || (14..32).contains(&b) && b != 0x1b).count();
    odd > 2 && odd * 20 > head.len() && Encoding::for_bom(bytes).is_none() && utf16_without_mark(bytes).is_none()
}

/// Latin text in UTF-16 has a zero in nearly every second byte and hardly any in the others.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), head.len() / 2);
    match () {
        () if pairs < 8 => None,
        () if odd * 10 > pairs * 8 && even * 20 < pairs => Some(UTF_16LE),
        () if even * 10 > pairs * 8 && odd * 20 < pairs => Some(UTF_16BE),
        () => None,
    }
}

/// At least as many well-formed sequences of two bytes and up as faults: broken UTF-8 rather than another encoding.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut faults) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        faults += usize::from(!chunk.invalid().is_empty());
    }
    good > 0 && good >= faults
}

#[cfg(test)]
mod tests {
    use super::{decode, is_binary};

    #[test]
    fn wrong_encodings() {
        assert_eq!(decode(b"caf\xe9").text, "café");
        assert_eq!(decode(b"\xef\xbb\xbfcaf\xc3\xa9").text, "café");
        assert_eq!(decode(b"\xff\xfea\0b\0").text, "ab");
        let utf16: Vec<u8> = "Belgium and Taiwan".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&utf16).text, "Belgium and Taiwan");
        assert!(decode("dëux mots, ça và\u{fffd}".as_bytes()).encoding.is_none());
        let broken = [b"\xc3\xa9\xc3\xa8\xc3\xa0 \xff".as_slice()].concat();
        assert!(decode(&broken).lossy);
        assert!(is_binary(&[0, 1, 2, 3, 4, 5, 0, 0, 9, 200]));
        assert!(!is_binary(b"plain text") && !is_binary(&utf16) && !is_binary(b""));
        assert!(!is_binary(b"one\0two"));
    }
}
