// Where one span begins inside another, or overlaps it, every character still shows all claims that cover it: the text
// is cut at every boundary, and each claim keeps a line of its own, below its words, over all the pieces it is cut into.

import { offsetsOf, piecesOf } from "./data.js";

const RANK = { entity: 0, money: 0, date: 0, commitment: 1, quote: 0 };
const LOWEST = { entity: 0, money: 0, date: 0, commitment: 1, quote: 0 };
export const MOST_LINES = 4;
export const MOST_WASHES = 3;

const length = (record) => piecesOf(record).reduce((sum, [start, end]) => sum + end - start, 0);

export const innermostFirst = (a, b) => length(a.record) - length(b.record) || b.record.start - a.record.start;

// Placed spans by the stretches of text they reach into, so that none is compared with all the others of a long article.
const STRETCH = 512;

function* stretches([start, end]) {
  for (let at = Math.floor(start / STRETCH); at * STRETCH < end; at += 1) yield at;
}

function* near(placed, span) {
  for (const at of stretches(span)) yield* placed.get(at) ?? [];
}

function put(placed, span) {
  for (const at of stretches(span)) {
    if (!placed.has(at)) placed.set(at, []);
    placed.get(at).push(span);
  }
}

// The line of each item: the first from its text that no shorter claim over the same characters has. Quotes are long
// and lie behind the rest as a wash instead; a quote within a quote is a darker one.
export function linesOf(items) {
  const lines = new Map();
  const order = [...items].sort((a, b) => RANK[a.record.kind] - RANK[b.record.kind] || innermostFirst(a, b));
  for (const quotes of [true, false]) {
    const placed = new Map();
    const chosen = order.filter((item) => (item.record.kind === "quote") === quotes);
    for (const item of quotes ? chosen.reverse() : chosen) {
      const pieces = piecesOf(item.record);
      const taken = new Set();
      for (const piece of pieces) {
        for (const other of near(placed, piece)) if (other[0] < piece[1] && piece[0] < other[1]) taken.add(other[2]);
      }
      let line = LOWEST[item.record.kind];
      while (taken.has(line)) line += 1;
      for (const [start, end] of pieces) put(placed, [start, end, line]);
      lines.set(item, line);
    }
  }
  return lines;
}

// Cuts a stretch of text, in UTF-16 units, at the boundaries of the items: [[start, end, [items]], …] without gaps.
export function segments(document, items, from, to) {
  const offsets = offsetsOf(document);
  const changes = new Map();
  const change = (place, side, item) => {
    if (!changes.has(place)) changes.set(place, [[], []]);
    changes.get(place)[side].push(item);
  };
  for (const item of items) {
    for (const piece of piecesOf(item.record)) {
      const start = Math.max(offsets.unit(piece[0]), from);
      const end = Math.min(offsets.unit(piece[1]), to);
      if (start >= end) continue;
      change(start, 0, item);
      change(end, 1, item);
    }
  }
  const cuts = [...new Set([from, to, ...changes.keys()])].sort((a, b) => a - b);
  const open = new Set();
  const found = [];
  cuts.forEach((cut, at) => {
    const [begin, end] = changes.get(cut) ?? [[], []];
    end.forEach((item) => open.delete(item));
    begin.forEach((item) => open.add(item));
    if (at + 1 < cuts.length) found.push([cut, cuts[at + 1], [...open]]);
  });
  return found;
}
