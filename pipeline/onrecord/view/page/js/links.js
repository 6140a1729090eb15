// The links of the chosen claim, drawn over the article: a frame and a name at each target, and a line to it.

import { itemById, piecesOf } from "./data.js";
import { byId, el, svg } from "./dom.js";
import { rectangles } from "./places.js";
import { words } from "./text.js";

const PARTS = ["cue", "source", "condition"];

const overlaps = (one, other) => one.start < other.end && other.start < one.end;

// [[name, record with start and end, item or null], …] for what the item points at, what points at it, and its parts.
function joined(item) {
  const { record, document } = item;
  const found = [];
  for (const name of PARTS) if (record[name]) found.push([name, record[name], null]);
  for (const link of record.links) {
    const target = itemById(document, link.target);
    if (target) found.push([words(link.role), target.record, target]);
  }
  for (const other of document.items) {
    for (const link of other.record.links) if (link.target === record.id) found.push([`${words(link.role)} of`, other.record, other]);
  }
  return found;
}

export function drawLinks(item, piecesShown) {
  byId("links")?.remove();
  const sheet = document.querySelector(".sheet");
  if (!item || !sheet || !byId("text")) return;
  const drawing = svg("svg", { class: "lines" });
  const layer = el("div.links", { id: "links", "aria-hidden": "true" }, drawing);
  const [from] = rectangles(item.document, ...piecesOf(item.record)[0], sheet);
  const named = new Map();
  for (const [name, record, other] of joined(item)) {
    const boxes = piecesOf(record).flatMap(([start, end]) => rectangles(item.document, start, end, sheet));
    if (!boxes.length) continue;
    const kind = other ? other.record.kind : "part";
    if (other) for (const piece of piecesShown(other)) if (!piece.classList.contains("chosen")) piece.classList.add("joined", `kind-${kind}`);
    if (!other) for (const box of boxes) layer.append(place(el("span.frame"), box));
    label(layer, named, boxes[0], name, kind);
    if (other && from && !overlaps(item.record, record)) drawing.append(line(from, boxes[0], kind));
  }
  sheet.append(layer);
}

function place(made, box) {
  Object.assign(made.style, { left: `${box.left}px`, top: `${box.top}px`, width: `${box.width}px`, height: `${box.height}px` });
  return made;
}

// Two names at one place stand in one label.
function label(layer, named, box, name, kind) {
  const key = `${Math.round(box.left)} ${Math.round(box.top)}`;
  const there = named.get(key);
  if (there) {
    if (!there.textContent.split(", ").includes(name)) there.textContent += `, ${name}`;
    return;
  }
  const made = el(`span.role.kind-${kind}`, {}, name);
  Object.assign(made.style, { left: `${box.left}px`, top: `${box.top}px` });
  named.set(key, made);
  layer.append(made);
}

function line(from, to, kind) {
  const [x, y] = [from.left + Math.min(from.width / 2, 18), from.top + 2];
  const [u, v] = [to.left + Math.min(to.width / 2, 18), to.top + 2];
  const lift = Math.min(60, 14 + Math.abs(x - u) / 8 + Math.abs(y - v) / 8);
  const path = `M${x},${y} C${x},${y - lift} ${u},${v - lift} ${u},${v}`;
  return svg("g", { class: `kind-${kind}` }, svg("path", { d: path }), svg("circle", { cx: u, cy: v, r: 3 }));
}
