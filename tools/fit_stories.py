#!/usr/bin/env python3
"""Fits the weights of src/parse/plain/stories.rs.

    fit_stories.py DATA [--write]

DATA is laid out as for fit_lines.py; of its sets those of the kind "glued" have openings of other texts behind the gold body, and
"text" is the body alone. A paragraph is another story's when it does not stand in the gold body. The figures printed are of
five-fold cross-validation by text: how many texts keep all their own last paragraphs, and lose all that are another story's.
"""
import argparse, hashlib, json, os, pathlib, re, subprocess, tempfile

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parent.parent
TABLE = ROOT / "src/parse/plain/stories.rs"
SETS = ("newspages/glued", "polnear/glued", "polnear/text", "fundus/plain")
FOLDS, RIDGE = 5, 1.0


def plain(data, to):
    """Bodies alone, of a set that has no such texts."""
    folder = pathlib.Path(to) / "fundus/dev/plain"
    folder.mkdir(parents=True)
    for file in sorted((pathlib.Path(data) / "fundus/dev/gold").glob("*.json")):
        (folder / f"{file.stem}.txt").write_text(json.loads(file.read_text("utf-8")).get("body") or "", "utf-8")
    return str(folder)


def printed(data):
    with tempfile.TemporaryDirectory() as t:
        to = os.path.join(t, "features.tsv")
        folders = [plain(data, t) if s == "fundus/plain" else str(pathlib.Path(data) / s.split("/")[0] / "dev" / s.split("/")[1]) for s in SETS]
        env = dict(os.environ, BRIEFBOOK_FIT=":".join(folders), BRIEFBOOK_FIT_TO=to, BRIEFBOOK_FIT_WHAT="stories")
        subprocess.run(["cargo", "test", "-q", "--lib", "features_for_fitting", "--", "--ignored"], cwd=ROOT, env=env,
                       check=True, stdout=subprocess.DEVNULL)
        texts = []
        for row in open(to, encoding="utf-8"):
            cells = row.rstrip("\n").split("\t")
            if cells[0] == "#":
                file = pathlib.Path(cells[1])
                gold = json.loads((pathlib.Path(data) / file.parent.parent.parent.name / "dev/gold" / f"{file.stem}.json").read_text("utf-8"))
                texts.append((file, file.read_bytes(), re.findall(r"\w+", gold.get("body") or ""), []))
            else:
                texts[-1][3].append(cells)
        return texts


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("data"), a.add_argument("--write", action="store_true")
    a = a.parse_args()
    names = re.findall(r"// = ([a-z0-9-]+)$", TABLE.read_text("utf-8"), re.M)
    rows = []
    for file, raw, gold, units in printed(a.data):
        if not units:
            continue
        flat = " " + " ".join(gold) + " "
        y = []
        for c in units:
            words = re.findall(r"\w+", raw[int(c[1]):int(c[2])].decode("utf-8", "replace"))
            y.append(0.0 if " " + " ".join(words[1:13]) + " " in flat or " " + " ".join(words[-13:-1]) + " " in flat else 1.0)
        x = np.array([[1.0, *(int(v) / 100 for v in c[4:])] for c in units])
        kind = f"{file.parent.parent.parent.name}/{file.parent.name}"
        rows.append((kind, int(hashlib.sha256(file.stem.encode()).hexdigest(), 16) % FOLDS, x, np.array(y)))

    def solve(chosen):
        """A conditional logit over how many of the last paragraphs are another story's: each choice is the sum of theirs."""
        beta = np.zeros(len(names) + 1)
        for _ in range(25):
            grad, h = -RIDGE * beta, np.eye(len(beta)) * RIDGE
            for kind, _, x, y in chosen:
                w = 3 if kind == "newspages/glued" else 0.5 if kind == "polnear/text" else 1  # sets are not of one size
                k = len(y) - (np.flatnonzero(y == 0)[-1] + 1 if (y == 0).any() else 0)
                c = np.vstack([np.zeros(x.shape[1]), np.cumsum(x[::-1], axis=0)])
                s = c @ beta
                p = np.exp(s - s.max())
                p /= p.sum()
                m = p @ c
                grad += w * (c[k] - m)
                h += w * ((c * p[:, None]).T @ c - np.outer(m, m))
            step = np.linalg.solve(h, grad)
            beta += step * min(1, 2 / np.abs(step).max())
            if np.abs(step).max() < 1e-3:
                break
        return beta

    for sure in (0, 0.75, 1.5, 3):
        out = {}
        for k in range(FOLDS):
            beta = solve([r for r in rows if r[1] != k])
            for kind, fold, x, y in rows:
                if fold == k:
                    sums = np.cumsum((x @ beta)[::-1])
                    found = int(np.argmax(sums)) + 1 if sums.max() > sure else 0
                    own = found and (y[-found:] == 0).sum()
                    left = (y[:len(y) - found] == 1).sum()
                    out.setdefault(kind, []).append((own == 0, left == 0, own == 0 and left == 0))
        print(sure, {k: tuple(round(float(v), 3) for v in np.mean(v, axis=0)) for k, v in out.items()})
    beta = solve(rows)
    for n, b in zip(["base", *names], beta):
        print(f"{n:20} {b:8.3f}")
    if a.write:
        body = "".join(f'    ("{n}", {round(b * 1000)}),\n' for n, b in zip(names, beta[1:]))
        text = TABLE.read_text("utf-8")
        text = re.sub(r"(const BASE: i32 = )-?\d+;", rf"\g<1>{round(beta[0] * 1000)};", text)
        text = re.sub(r"(STORY: \[.*?\] = \[).*?\];", lambda m: m.group(1) + "\n" + body + "];", text, flags=re.S)
        TABLE.write_text(text, "utf-8")


main()
