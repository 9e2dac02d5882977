//! A site as a zip archive. In: pages. Out: the archive's bytes, the same for the same site: files in the order of their routes,
//! one time for all, no owner and no fields of one system. The only door to `zip`.

use super::outlet::SIGN;
use crate::error::{Error, Result};
use crate::model::{Output, Pages, Route};
use rayon::prelude::*;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Packs the site into one folder, `name`; hands each page to `on_page` once, in no fixed order.
///
/// # Errors
/// When a file or the whole is larger than an archive can hold.
pub fn pack(site: &dyn Pages, name: &str, on_page: &(dyn Fn(&Route, &Output) + Sync)) -> Result<Vec<u8>> {
    let mut routes = site.routes();
    routes.sort();
    let made: Vec<(Route, Output)> = routes
        .into_par_iter()
        .filter_map(|route| {
            let output = site.page(&route)?;
            on_page(&route, &output);
            Some((route, output))
        })
        .collect();
    archive(&made, name).map_err(|cause| {
        let hint = "send the folder instead: `briefbook export -o FOLDER`";
        Error::new(format!("cannot make the archive: {cause}")).hint(hint)
    })
}

fn archive(made: &[(Route, Output)], name: &str) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644);
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    out.set_comment(SIGN)?;
    for (route, output) in made {
        out.start_file(format!("{name}/{route}"), options)?;
        out.write_all(&output.bytes)?;
    }
    Ok(out.finish()?.into_inner())
}
