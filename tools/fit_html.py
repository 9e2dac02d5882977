#!/usr/bin/env python3
"""Fits the weights of src/parse/html/content.rs to pages whose body is known.

usage: fit_html.py FEATURES.jsonl=GOLD_DIR ...

FEATURES.jsonl is what `BRIEFBOOK_PAGES=DIR cargo test --lib html::features -- --ignored --nocapture | grep '^{'` prints: a line
for each stretch of words of each page. GOLD_DIR holds PAGE.json with the page's `body`. A stretch belongs to the body when six
tenths of its runs of four words stand there, a short one when it is a line of it. Two logistic models in a row: the second one
also sees what the first one says of the stretches around. Prints the figures of a cross-validation by page, then the tables.
Needs numpy.
"""
import json, pathlib, re, sys, unicodedata
import numpy as np

FOLDS, RIDGE = 5, 2e-4


def tokens(text):
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()) if text else []


def split_wide(text):
    return re.sub(r"([\u3040-\u30ff\u3400-\u9fff])", r" \1 ", text)


def shingles(text, n=4):
    t = tokens(split_wide(text))
    if not t:
        return []
    return [tuple(t[i:i + n]) for i in range(max(1, len(t) - n + 1))]


class Page:
    def __init__(self, rows, gold):
        self.words = [r["words"] for r in rows]
        self.x = np.array([r["row"] for r in rows], dtype=np.float64)
        self.holder = np.array([r["holder"] for r in rows])
        self.size = np.array([max(1, len(tokens(split_wide(w)))) for w in self.words], dtype=np.float64)
        body = gold.get("body") or ""
        self.gold = body
        have = [set(shingles(body, n)) for n in (1, 2, 4)]
        lines = {" ".join(tokens(p)) for p in re.split(r"\n+", body)}
        y = []
        for w in self.words:
            t = tokens(split_wide(w))
            if not t:
                y.append(0)
            elif len(t) < 6:
                y.append(int(" ".join(tokens(w)) in lines))
            else:
                s = shingles(w)
                y.append(int(sum(k in have[2] for k in s) / len(s) >= 0.6))
        self.y = np.array(y, dtype=np.float64)
        # short lines count only between others of the body: a name that the body ends with also stands in menus
        self.weight = np.minimum(self.size, 60) ** 0.5

    def score(self, keep):
        """Precision and recall of runs of four words."""
        from collections import Counter
        a = Counter(shingles("\n".join(w for w, k in zip(self.words, keep) if k)))
        b = Counter(shingles(self.gold))
        tp = sum((a & b).values())
        return (tp / sum(a.values()) if a else float(not b)), (tp / sum(b.values()) if b else 1.0)


def fit(x, y, w, ridge=RIDGE, steps=25):
    """Logistic regression by Newton's method."""
    beta = np.zeros(x.shape[1])
    w = w / w.sum()
    for _ in range(steps):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        g = x.T @ (w * (p - y)) + ridge * beta
        h = (x * (w * np.maximum(p * (1 - p), 1e-6))[:, None]).T @ x + ridge * np.eye(x.shape[1])
        step = np.linalg.solve(h, g)
        beta -= step
        if np.abs(step).max() < 1e-6:
            break
    return beta


SECOND = ["bias", "here", "before", "after", "near", "holder", "run", "page"]


def context(page, z):
    """What the first model says of a stretch and of those around it, in numbers; `z` are its log-odds."""
    n = len(z)
    p = 1 / (1 + np.exp(-np.clip(z, -30, 30)))
    words = np.minimum(page.size, 60)
    out = np.zeros((n, len(SECOND)))
    out[:, 0] = 1
    out[:, 1] = np.clip(z, -6, 6) / 6
    mass = p * words
    for i in range(n):
        lo, hi = max(0, i - 3), min(n, i + 4)
        b, a = slice(lo, i), slice(i + 1, hi)
        out[i, 2] = mass[b].sum() / words[b].sum() if i > lo else 0
        out[i, 3] = mass[a].sum() / words[a].sum() if hi > i + 1 else 0
        lo, hi = max(0, i - 10), min(n, i + 11)
        out[i, 4] = (mass[lo:hi].sum() - mass[i]) / max(1, words[lo:hi].sum() - words[i])
    best = {}
    for h, m, s in zip(page.holder, mass, words):
        a, b = best.get(h, (0, 0))
        best[h] = (a + m, b + s)
    most = max(a for a, b in best.values()) or 1
    for i in range(n):
        a, b = best[page.holder[i]]
        out[i, 5] = (a - mass[i]) / max(1, b - words[i]) if b > words[i] else 0
        out[i, 6] = a / most
    out[:, 7] = mass.sum() / words.sum()
    return out


def main():
    pages, names = [], None
    for arg in sys.argv[1:]:
        features, gold = arg.split("=")
        rows = {}
        for line in open(features, encoding="utf-8"):
            o = json.loads(line)
            if "names" in o:
                names = o["names"]
            else:
                rows.setdefault(o["page"], []).append(o)
        part = []
        for stem in sorted(rows):
            file = pathlib.Path(gold) / f"{stem}.json"
            if file.exists():
                part.append(Page(rows[stem], json.loads(file.read_text("utf-8"))))
        pages.append((features, part))
    every = [(s, p) for s, part in pages for p in part]
    fold = [i % FOLDS for i in range(len(every))]
    f1 = lambda p, r: 2 * p * r / (p + r) if p + r else 0

    def train(ps):
        x = np.vstack([p.x for p in ps]); y = np.concatenate([p.y for p in ps])
        w = np.concatenate([p.weight / p.weight.sum() ** 0.5 for p in ps])
        one = fit(x, y, w)
        c = np.vstack([context(p, p.x @ one) for p in ps])
        return one, fit(c, y, w)

    def apply(p, one, two):
        return context(p, p.x @ one) @ two

    got = [None] * len(every)
    for k in range(FOLDS):
        one, two = train([p for i, (_, p) in enumerate(every) if fold[i] != k])
        for i, (_, p) in enumerate(every):
            if fold[i] == k:
                got[i] = (p.x @ one, apply(p, one, two))
    for which in (0, 1):
        for cut in (-1, -0.5, 0, 0.5):
            line = []
            for s, _ in pages:
                pr = [p.score(got[i][which] > cut) for i, (t, p) in enumerate(every) if t == s]
                P, R = np.mean([a for a, _ in pr]), np.mean([b for _, b in pr])
                line.append(f"P {P:.3f} R {R:.3f} F1 {f1(P, R):.3f}")
            print(("first ", "second")[which], cut, " | ".join(line))
    line = []
    for s, _ in pages:
        pr = [p.score(p.y > 0) for t, p in every if t == s]
        P, R = np.mean([a for a, _ in pr]), np.mean([b for _, b in pr])
        line.append(f"P {P:.3f} R {R:.3f} F1 {f1(P, R):.3f}")
    print("ceiling   ", " | ".join(line))
    one, two = train([p for _, p in every])
    for title, table, known in (("FIRST", one, names), ("SECOND", two, SECOND)):
        print(title)
        for name, value in zip(known, table):
            print(f"    {value:.3f}, // {name}")


if __name__ == "__main__":
    main()
