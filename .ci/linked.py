#!/usr/bin/env python3
"""linked.py SITE: the JSON-LD of each page is one object of schema.org, and a clipping is the work of somebody else. Exit 1 otherwise."""
import json
import sys
from html.parser import HTMLParser
from pathlib import Path


class Reader(HTMLParser):
    """Gathers what stands in data blocks."""

    def __init__(self):
        super().__init__()
        self.on, self.found = False, []

    def handle_starttag(self, tag, attrs):
        self.on = tag == "script" and dict(attrs).get("type") == "application/ld+json"
        if self.on:
            self.found.append("")

    def handle_endtag(self, tag):
        self.on = False

    def handle_data(self, data):
        if self.on:
            self.found[-1] += data


faults, count = [], 0
for path in sorted(Path(sys.argv[1]).rglob("*.html")):
    reader = Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    for text in reader.found:
        count += 1
        it = json.loads(text)
        if it.get("@context") != "https://schema.org" or not it.get("@type"):
            faults.append(f"{path}: no object of schema.org")
        if it.get("@type") == "WebPage" and ("author" in it or "isBasedOn" not in it):
            faults.append(f"{path}: a clipping that is nobody else's")
print(f"JSON-LD: {count} objects, {len(faults)} faults")
print(*faults, sep="\n", end="")
sys.exit(1 if faults or not count else 0)
