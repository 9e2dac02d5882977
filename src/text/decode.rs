//! Bytes to text, losing nothing that can be read and saying what could not.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_8859_2, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1252, WINDOWS_1254};

/// What became of some bytes.
pub struct Decoded {
    /// The text, without a byte order mark. NUL and other controls are kept.
    pub text: String,
    /// The encoding it was read in, when that was not plain UTF-8.
    pub encoding: Option<&'static str>,
    /// Whether some bytes stood for no character and were replaced by U+FFFD.
    pub lossy: bool,
    /// Another encoding that it may as well be in, where that cannot be told.
    pub rival: Option<&'static str>,
}

/// Reads UTF-8 or UTF-16 by its mark, else UTF-8, else in the encoding that the frequencies of its letters speak for.
#[must_use]
pub fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, lossy) = encoding.decode_without_bom_handling(&bytes[mark..]);
        let named = (encoding != UTF_8).then(|| encoding.name());
        return Decoded { text: text.into_owned(), encoding: named, lossy, rival: None };
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        let (text, lossy) = encoding.decode_without_bom_handling(bytes);
        return Decoded { text: text.into_owned(), encoding: Some(encoding.name()), lossy, rival: None };
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), encoding: None, lossy: false, rival: None };
    }
    if mostly_utf8(bytes) {
        return Decoded { text: String::from_utf8_lossy(bytes).into_owned(), encoding: None, lossy: true, rival: None };
    }
    let (encoding, rival) = guess(bytes);
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding: Some(encoding.name()), lossy, rival: rival.map(Encoding::name) }
}

/// Fewest bytes beyond ASCII that tell one encoding from another, where words of several letters are not in ASCII.
const TELLING: usize = 24;

/// Domains whose pages were written in another encoding each.
const DOMAINS: [&[u8]; 7] = [b"com", b"cn", b"tw", b"jp", b"kr", b"ru", b"pl"];

/// The likeliest encoding, and another one where too little speaks for it.
fn guess(bytes: &[u8]) -> (&'static Encoding, Option<&'static Encoding>) {
    let likeliest = |bytes: &[u8], domain: &[u8]| {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        detector.guess(Some(domain), Utf8Detection::Deny)
    };
    let foreign = |bytes: &[u8]| bytes.iter().filter(|b| !b.is_ascii()).count();
    let found = likeliest(bytes, DOMAINS[0]);
    let letters = bytes.iter().filter(|b| b.is_ascii_alphabetic()).count();
    let all = foreign(bytes);
    // letters of Latin alphabets are mostly those of ASCII
    let is_latin = found == WINDOWS_1252 || found == WINDOWS_1250 || found == ISO_8859_2 || found == WINDOWS_1254;
    let is_sure = if is_latin {
        all * 2 <= letters && (found == WINDOWS_1252 || all >= TELLING / 3)
    } else {
        let half = bytes.iter().skip(bytes.len() / 2).position(|b| *b == b'\n').map_or(0, |at| at + bytes.len() / 2);
        let halves = [&bytes[..half], &bytes[half..]];
        all >= TELLING && halves.iter().all(|half| foreign(half) < 4 * TELLING || likeliest(half, DOMAINS[0]) == found)
    };
    if is_sure {
        return (found, None);
    }
    let others = DOMAINS.iter().map(|domain| likeliest(bytes, domain)).chain([WINDOWS_1252, WINDOWS_1250]);
    let rival = others.filter(|other| *other != found).find(|other| !other.decode_without_bom_handling(bytes).1);
    (found, rival.or(Some(WINDOWS_1252)))
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
    Decoded { text: text.into_owned(), encoding: None, lossy, rival: None }
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
    let is_odd = |b: u8| b < 9 || (14..32).contains(&b) && b != 0x1b;
    // bytes are counted in bytes, many at once
    let few = |bytes: &[u8]| usize::from(bytes.iter().map(|&b| u8::from(is_odd(b))).sum::<u8>());
    let odd: usize = head.chunks(255).map(few).sum();
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
    use encoding_rs::Encoding;

    const SAMPLES: [(&str, &str); 9] = [
        (
            "gbk",
            "海港委员会本周再次开会，讨论疏浚工程以及新船闸的费用由谁承担。委员们没有达成一致意见，会议将于下月继续举行。",
        ),
        (
            "big5",
            "港務委員會本週再次開會，討論疏浚工程以及新船閘的費用由誰承擔。委員們沒有達成一致意見，會議將於下月繼續舉行。",
        ),
        ("shift_jis", "港湾委員会は今週再び会合を開き、浚渫工事と新しい水門の費用を誰が負担するかについて話し合った。"),
        ("euc-kr", "항만위원회는 이번 주 다시 회의를 열어 준설 공사와 새 갑문의 비용을 누가 부담할지 논의했다."),
        (
            "windows-1251",
            "Портовый совет на этой неделе снова собрался, чтобы обсудить дноуглубление и кто заплатит за новый шлюз.",
        ),
        (
            "windows-1252",
            "Le comité du port s’est réuni à nouveau cette semaine pour parler du dragage et de la nouvelle écluse.",
        ),
        (
            "windows-1250",
            "Rada přístavu se tento týden znovu sešla, aby hovořila o bagrování a o tom, kdo zaplatí nové zdymadlo.",
        ),
        ("windows-1252", "caf\u{e9} — “the ports”, and words enough"),
        ("windows-1252", "caf\u{e9}"),
    ];

    #[test]
    fn encodings_of_old() {
        for (label, words) in SAMPLES {
            let encoding = Encoding::for_label(label.as_bytes()).expect("an encoding");
            let found = decode(&encoding.encode(words).0);
            assert_eq!((found.text.as_str(), found.rival), (words, None), "{label}");
        }
        for (label, words) in [("gbk", "海港"), ("windows-1251", "По"), ("shift_jis", "港湾"), ("big5", "海港委員")]
        {
            let encoding = Encoding::for_label(label.as_bytes()).expect("an encoding");
            assert!(decode(&encoding.encode(words).0).rival.is_some(), "{label}");
        }
    }

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
