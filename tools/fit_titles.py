#!/usr/bin/env python3
"""Fits the weights of src/parse/plain/title/table.rs.

    fit_titles.py DATA [--write] [--sets SET/KIND,...]

DATA is laid out as for fit_lines.py; the gold files' "title" is what is looked for. Each page is one choice among its
candidates, as the test `features_for_fitting` prints them, and "none"; the weights are those of a ridge conditional logit. The
figures printed are of five-fold cross-validation by address.
"""
import argparse, hashlib, json, os, pathlib, re, subprocess, sys, tempfile
from collections import Counter

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parent.parent
TABLE = ROOT / "src/parse/plain/title/table.rs"
SETS = "newspages/dump,newspages/clip,fundus/dump,fundus/clip,polnear/byline"
FOLDS = 5


def norm(text):
    return " ".join(re.findall(r"\w+", (text or "").lower().replace("’", "'").replace("'", "")))


def near(a, b):
    a, b = Counter(norm(a).split()), Counter(norm(b).split())
    return 2 * sum((a & b).values()) / max(1, sum(a.values()) + sum(b.values()))


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
    folders = [str(pathlib.Path(data) / s.split("/")[0] / "dev" / s.split("/")[1]) for s in sets]
    with tempfile.TemporaryDirectory() as t:
        folders += plain(data, t)
        to = os.path.join(t, "features.tsv")
        env = dict(os.environ, BRIEFBOOK_FIT=":".join(folders), BRIEFBOOK_FIT_TO=to, BRIEFBOOK_FIT_WHAT="titles")
        subprocess.run(["cargo", "test", "-q", "--lib", "features_for_fitting", "--", "--ignored"], cwd=ROOT, env=env,
                       check=True, stdout=subprocess.DEVNULL)
        pages = []
        for row in open(to, encoding="utf-8"):
            cells = row.rstrip("\n").split("\t")
            if cells[0] == "#":
                file = pathlib.Path(cells[1])
                gold = json.loads((pathlib.Path(data) / file.parent.parent.parent.name / "dev/gold" / f"{file.stem}.json").read_text("utf-8"))
                pages.append((file, file.read_bytes(), gold, []))
            else:
                pages[-1][3].append((cells, [int(c) / 100 for c in cells[4:]]))
    return pages


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("data"), a.add_argument("--write", action="store_true"), a.add_argument("--sets", default=SETS)
    a.add_argument("--ridge", type=float, default=1.0), a.add_argument("--worst", type=int, default=0)
    a = a.parse_args()
    names = re.findall(r"// = ([a-z0-9-]+)$", (ROOT / "src/parse/plain/title.rs").read_text("utf-8"), re.M)
    rows = []
    for file, raw, gold, units in printed(a.data, a.sets.split(",")):
        if not gold.get("title"):
            continue
        texts = [raw[int(c[1]):int(c[2])].decode("utf-8", "replace") for c, _ in units]
        fits = [1.0 if norm(t) == norm(gold["title"]) else 0.0 for t in texts]
        if not any(fits):
            fits = [1.0 if near(t, gold["title"]) >= 0.8 else 0.0 for t in texts]
        x = np.array([[1.0, *f] for _, f in units] + [[0.0] * (len(names) + 1)])
        y = np.array(fits + [0.0 if any(fits) else 1.0])
        kind = f"{file.parent.parent.parent.name}/{file.parent.name}"
        site = gold.get("site") or gold.get("url") or file.stem
        rows.append((kind, int(hashlib.sha256(site.encode()).hexdigest(), 16) % FOLDS, x, y / y.sum(), file, texts, gold))

    def solve(chosen):
        beta = np.zeros(len(names) + 1)
        for _ in range(25):
            grad, h = -a.ridge * beta, np.eye(len(beta)) * a.ridge
            for kind, _, x, y, *_ in chosen:
                w = 0.1 if kind.endswith(("plain", "dense", "byline")) else 1  # made texts
                s = x @ beta
                p = np.exp(s - s.max())
                p /= p.sum()
                # the candidates that fit share the mass in proportion
                q = p * (y > 0)
                q /= q.sum()
                grad += w * (x.T @ (q - p))
                m = p @ x
                h += w * ((x * p[:, None]).T @ x - np.outer(m, m))
            step = np.linalg.solve(h, grad)
            beta += step
            if np.abs(step).max() < 1e-4:
                break
        return beta

    hits = {}
    for k in range(FOLDS):
        beta = solve([r for r in rows if r[1] != k])
        for kind, fold, x, y, file, texts, gold in rows:
            if fold != k:
                continue
            best = int(np.argmax(x @ beta))
            there = y[-1] == 0
            hits.setdefault(kind, []).append((there, y[best] > 0, best == len(y) - 1))
            if a.worst and there and y[best] == 0 and len([1 for _ in range(1)]) and kind.startswith("newspages"):
                a.worst -= 1
                print(file.name, kind, "|", texts[best] if best < len(texts) else None, "| not:", gold["title"])
    for kind, h in sorted(hits.items()):
        there = [x for x in h if x[0]]
        gone = [x for x in h if not x[0]]
        print(f"{kind}: a candidate is the title on {len(there)} of {len(h)}, found {np.mean([x[1] for x in there]):.3f}; "
              f"none where none {np.mean([x[1] for x in gone]) if gone else 0:.3f}")
    beta = solve(rows)
    for n, b in zip(["base", *names], beta):
        print(f"{n:20} {b:8.3f}")
    if a.write:
        body = "".join(f'    ("{n}", {round(b * 1000)}),\n' for n, b in zip(names, beta[1:]))
        text = TABLE.read_text("utf-8")
        text = re.sub(r"(BASE: i32 = )-?\d+;", rf"\g<1>{round(beta[0] * 1000)};", text)
        text = re.sub(r"(TITLE: \[.*?\] = \[).*?\];", lambda m: m.group(1) + "\n" + body + "];", text, flags=re.S)
        TABLE.write_text(text, "utf-8")


main()
