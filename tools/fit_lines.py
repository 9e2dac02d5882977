#!/usr/bin/env python3
"""Fits the weights of src/parse/plain/lines/table.rs.

    fit_lines.py DATA [--write] [--sets SET/KIND,...]

DATA holds SET/dev/KIND/ID.txt (pages as text) and SET/dev/gold/ID.json with the key "body" (the article's text). The binary's
own test `features_for_fitting` prints the features of every open line; a line is the article when its words stand in the gold
body where the lines around it do. Each page weighs the same, each line as much as it has words. Both tables are ridge
regressions (logistic, Newton's method); the figures printed are of five-fold cross-validation by page: a page's lines are
judged by weights that saw no line of its address's pages. With --write the tables are written with all pages and these figures.
"""
import argparse, hashlib, json, os, pathlib, re, subprocess, sys, tempfile
from collections import Counter

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parent.parent
TABLE = ROOT / "src/parse/plain/lines/table.rs"
SETS = "newspages/dump,newspages/clip,scrapinghub/dump,scrapinghub/clip,fundus/dump,fundus/clip,polnear/byline"
TOKEN = re.compile(r"\w+", re.UNICODE | re.MULTILINE | re.IGNORECASE | re.DOTALL)
FOLDS = 5


def shingles(tokens):
    return Counter(tuple(tokens[i:i + 4]) for i in range(max(1, len(tokens) - 3)) if tokens[i:i + 4])


def names(path):
    """The names of the features, from the comments of the array that `features` gives."""
    text = path.read_text("utf-8")
    body = text[text.index("// FEATURES"):]
    return re.findall(r"// = ([a-z0-9-]+)$", body, re.M)


def plain(data, to):
    """Texts that are no copy of a site's page: each gold title above its body, with and without blank lines between."""
    for name in ("newspages", "fundus"):
        gold = pathlib.Path(data) / name / "dev" / "gold"
        for layout, gap in (("plain", "\n\n"), ("dense", "\n")):
            folder = pathlib.Path(to) / name / "dev" / layout
            folder.mkdir(parents=True)
            for file in sorted(gold.glob("*.json")):
                g = json.loads(file.read_text("utf-8"))
                if g.get("title") and g.get("body"):
                    lines = [g["title"], *(line for line in g["body"].split("\n") if line.strip())]
                    (folder / f"{file.stem}.txt").write_text(gap.join(lines), "utf-8")
            yield str(folder)


def printed(data, sets):
    """Pages as printed: (file, text as bytes, [(start, end, verdict, features or None)])."""
    folders = [str(pathlib.Path(data) / s.split("/")[0] / "dev" / s.split("/")[1]) for s in sets]
    with tempfile.TemporaryDirectory() as t:
        folders += plain(data, t)
        to = os.path.join(t, "features.tsv")
        env = dict(os.environ, BRIEFBOOK_FIT=":".join(folders), BRIEFBOOK_FIT_TO=to)
        subprocess.run(["cargo", "test", "-q", "--lib", "features_for_fitting", "--", "--ignored"], cwd=ROOT, env=env,
                       check=True, stdout=subprocess.DEVNULL)
        pages = []
        for row in open(to, encoding="utf-8"):
            cells = row.rstrip("\n").split("\t")
            if cells[0] == "#":
                pages.append((pathlib.Path(cells[1]), pathlib.Path(cells[1]).read_bytes(), []))
            else:
                features = np.array([int(c) for c in cells[4:]], dtype=float) if len(cells) > 4 else None
                pages[-1][2].append((int(cells[1]), int(cells[2]), cells[3], features))
    return pages


def labels(units, gold):
    """For each unit whether it is the article: long ones by their shingles, short ones where their neighbours say so."""
    tokens = TOKEN.findall(gold)
    have = shingles(tokens)
    flat = " " + " ".join(tokens) + " "
    own_lines = {" ".join(TOKEN.findall(line)) for line in gold.split("\n")}
    out, place = [None] * len(units), [None] * len(units)
    for i, words in enumerate(units):
        if len(words) >= 8:
            parts = [tuple(words[k:k + 4]) for k in range(len(words) - 3)]
            out[i] = sum(p in have for p in parts) / len(parts) >= 0.5
            if out[i]:
                first = next((p for p in parts if p in have), None)
                place[i] = flat.find(" " + " ".join(first) + " ")
    anchors = [i for i in range(len(units)) if place[i] is not None]
    for i, words in enumerate(units):
        if out[i] is not None:
            continue
        line = " ".join(words)
        if not words or f" {line} " not in flat:
            out[i] = False
            continue
        before = max((place[a] for a in anchors if a < i and i - a < 40), default=None)
        after = min((place[a] for a in anchors if a > i and a - i < 40), default=None)
        lo = 0 if before is None else before
        hi = len(flat) if after is None else after + 1
        near = before is not None or after is not None
        window = flat[max(0, lo):hi] if before is not None and after is not None else flat[max(0, lo):lo + 4000] if before is not None else flat[max(0, hi - 4000):hi]
        out[i] = bool(near and f" {line} " in window and (line in own_lines or len(words) >= 4))
    return out


def fit(x, y, w, ridge, steps=30):
    """Ridge logistic regression by Newton's method; the first column is the base."""
    beta = np.zeros(x.shape[1])
    penalty = np.full(x.shape[1], ridge)
    penalty[0] = 1e-6
    for _ in range(steps):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        grad = x.T @ (w * (y - p)) - penalty * beta
        h = (x * (w * p * (1 - p) + 1e-9)[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(h, grad)
        beta += step
        if np.abs(step).max() < 1e-5:
            break
    return beta


def cut(scores, switch):
    """The best cut of a page, as lines/mod.rs makes it."""
    out, within, came = 0.0, -switch, []
    for s in scores:
        came.append((within - switch > out, out - switch > within))
        out, within = max(out, within - switch), max(within, out - switch) + s
    inside, found = within > out, [False] * len(scores)
    for i in range(len(scores) - 1, -1, -1):
        found[i] = inside
        inside = (not came[i][1]) if inside else came[i][0]
    return found


def body_f1(rows):
    p = np.mean([tp / (tp + fp) for tp, fp, fn in rows if tp + fp > 0])
    r = np.mean([tp / (tp + fn) for tp, fp, fn in rows if tp + fn > 0])
    return p, r, 2 * p * r / (p + r)


class Page:
    def __init__(self, data, file, raw, units):
        self.set = f"{file.parent.parent.parent.name}/{file.parent.name}"
        gold = json.loads((pathlib.Path(data) / file.parent.parent.parent.name / "dev/gold" / f"{file.stem}.json").read_text("utf-8"))
        self.gold = gold.get("body") or ""
        self.fold = int(hashlib.sha256((gold.get("site") or gold.get("url") or file.stem).encode()).hexdigest(), 16) % FOLDS
        self.file = file
        words = [TOKEN.findall(raw[a:b].decode("utf-8", "replace")) for a, b, _, _ in units]
        told = labels(words, self.gold)
        self.verdicts = [v for _, _, v, _ in units]
        self.open = [i for i, u in enumerate(units) if u[3] is not None]
        self.x = np.array([units[i][3] for i in self.open]) / 100 if self.open else np.zeros((0, 1))
        self.y = np.array([told[i] for i in self.open], dtype=float)
        self.words = words
        size = max(40, len(TOKEN.findall(self.gold)))
        n = np.array([len(words[i]) for i in self.open], dtype=float)
        # made texts weigh less, so that all copies of a page together weigh as one more
        self.w = (np.minimum(n, 80) + 3) / size * (0.3 if file.parent.name in ("plain", "dense") else 1)
        self.have = shingles(TOKEN.findall(self.gold))

    def score(self, found):
        keep = {self.open[i] for i, f in enumerate(found) if f}
        tokens = [t for i, words in enumerate(self.words) if i in keep or self.verdicts[i] in ("epigraph",) for t in words]
        have = shingles(tokens)
        tp = sum((self.have & have).values())
        s = sum(self.have.values()) + sum(have.values()) - tp
        return (tp / s, (sum(have.values()) - tp) / s, (sum(self.have.values()) - tp) / s) if s else (0, 0, 0)


def report(pages, scores, switch):
    out = {}
    for page, s in zip(pages, scores):
        found = cut(s, switch)
        if not any(found):
            found = [True] * len(s)
        out.setdefault(page.set, []).append(page.score(found))
    return {k: body_f1(v) for k, v in out.items()}


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("data"), a.add_argument("--write", choices=["form", "place"]), a.add_argument("--sets", default=SETS)
    a.add_argument("--ridge", type=float, default=1.0), a.add_argument("--worst", type=int, default=0)
    a = a.parse_args()
    form = names(ROOT / "src/parse/plain/lines/form.rs")
    place = names(ROOT / "src/parse/plain/lines/place.rs")
    pages = [p for p in (Page(a.data, *p) for p in printed(a.data, a.sets.split(","))) if p.gold and len(p.open)]
    cols = np.s_[:len(form)] if a.write == "form" else np.s_[len(form):]
    listed = form if a.write == "form" else place
    assert pages[0].x.shape[1] == len(form) + len(place), (pages[0].x.shape, len(form), len(place))
    xs = [np.hstack([np.ones((len(p.y), 1)), p.x[:, cols]]) for p in pages]

    def solve(chosen):
        return fit(np.vstack([xs[i] for i in chosen]), np.hstack([pages[i].y for i in chosen]),
                   np.hstack([pages[i].w for i in chosen]), a.ridge)

    scores = [None] * len(pages)
    for k in range(FOLDS):
        beta = solve([i for i, p in enumerate(pages) if p.fold != k])
        for i, p in enumerate(pages):
            if p.fold == k:
                scores[i] = xs[i] @ beta
    print("all   ", {k: tuple(round(float(v), 3) for v in body_f1([p.score([True] * len(p.y)) for p in pages if p.set == k])) for k in sorted({p.set for p in pages})})
    print("labels", {k: tuple(round(float(v), 3) for v in body_f1([p.score(p.y > 0) for p in pages if p.set == k])) for k in sorted({p.set for p in pages})})
    figures = {}
    for switch, more in ((0, -0.5), (0, 0), (0, 0.3), (0, 0.6), (0, 1), (0.5, 0), (0.5, 0.5), (0.5, 1), (1, 0.5), (1, 1), (2, 1), (3, 1)):
        figures[switch] = report(pages, [s + more for s in scores], switch)
        print("cut", switch, more, {k: tuple(round(float(x), 3) for x in v) for k, v in sorted(figures[switch].items())})
    beta = solve(range(len(pages)))
    for n, b in zip(["base", *listed], beta):
        print(f"{n:24} {b:8.3f}")
    if a.worst:
        wrong = [(p.w[i] , "LOST" if p.y[i] else "KEPT", p.set, p.file.stem, s[i], " ".join(p.words[p.open[i]])[:230])
                 for p, s in zip(pages, scores) if "polnear" not in p.set for i in range(len(s)) if (s[i] > 0) != (p.y[i] > 0)]
        tot = {}
        for w, k, st, *_ in wrong:
            tot[st, k] = tot.get((st, k), 0) + w
        print(tot)
        rng = np.random.default_rng(1)
        ws = np.array([x[0] for x in wrong])
        for k in rng.choice(len(wrong), a.worst, replace=False, p=ws / ws.sum()):
            print(wrong[k])
    if a.write:
        text = TABLE.read_text("utf-8")
        rows = "".join(f'    ("{n}", {round(b * 1000)}),\n' for n, b in zip(listed, beta[1:]))
        name = a.write.upper()
        text = re.sub(rf"(const {name}_BASE: i32 = )-?[\d_]+;", rf"\g<1>{round(beta[0] * 1000)};", text)
        text = re.sub(rf"(const {name}: \[.*?\] = \[\n).*?\];", lambda m: m.group(1) + rows + "];", text, flags=re.S)
        TABLE.write_text(text, "utf-8")


main()
