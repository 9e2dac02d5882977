//! In: the port that was asked for, if one was. Out: a listener on 127.0.0.1. Keep out: any other address.

use crate::error::{Error, Result};
use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};

const FIRST: u16 = 4000;
const LAST: u16 = 4099;

/// A listener on the port asked for (0 is any), else on the first free one from 4000 on.
pub(super) fn listen(asked: Option<u16>) -> Result<TcpListener> {
    match asked {
        Some(port) => bind(port).map_err(|cause| match cause.kind() {
            ErrorKind::AddrInUse => Error::new(format!("port `{port}` is taken by another program"))
                .hint("give another one with `--port`, or none: then the next free one is used"),
            _ => Error { cause: Some(cause), ..Error::new(format!("cannot use port `{port}`")) }
                .hint("give a port above 1023 with `--port`, or none"),
        }),
        None => (FIRST..=LAST).find_map(|port| bind(port).ok()).map_or_else(|| bind(0), Ok).map_err(|cause| {
            Error { cause: Some(cause), ..Error::new("no port of 127.0.0.1 can be used") }
                .hint("see that this machine lets programs listen on 127.0.0.1")
        }),
    }
}

fn bind(port: u16) -> std::io::Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::listen;

    #[test]
    fn a_taken_port_is_refused_when_it_was_asked_for_and_passed_over_when_not() {
        let one = listen(Some(0)).unwrap();
        assert!(one.local_addr().unwrap().ip().is_loopback());
        let taken = one.local_addr().unwrap().port();
        let refused = listen(Some(taken)).unwrap_err();
        assert!(refused.to_string().contains(&format!("`{taken}` is taken")) && refused.hint.is_some());
        let (first, second) = (listen(None).unwrap(), listen(None).unwrap());
        assert_ne!(first.local_addr().unwrap(), second.local_addr().unwrap());
    }
}
