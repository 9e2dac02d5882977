//! The one test binary. Each module holds one kind of promise; what can be a text file is one, below `tests/cases`.

mod bench_shape;
mod canaries;
mod cases;
mod corrections;
mod duplicates;
mod edition;
mod explain;
mod export;
mod faults;
mod hostile;
mod lists;
mod markdown;
mod mutated;
mod own;
mod own_words;
mod pages;
mod partition;
mod reasons;
mod rooms;
mod same_bytes;
mod serve;
mod session;
mod stage;
mod withholding;
mod words;
