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

const CORNER = 5;

// Lines run between the lines of the text and cross them upright: a line along words would strike them out.
function line(from, to, kind) {
  const [x, u] = [from, to].map((box) => box.left + Math.min(box.width / 2, 18));
  const below = to.top > from.top + 4;
  const level = !below && to.top > from.top - 4;
  const start = below ? from.bottom : from.top;
  const end = below || level ? to.top : to.bottom;
  const gap = start + (below ? 7 : -7);
  const way = Math.sign(u - x);
  const bend = Math.min(CORNER, Math.abs(u - x) / 2, 7);
  const out = below ? -1 : 1;
  const back = level ? 1 : -out;
  const path = `M${x},${start} V${gap + out * bend} Q${x},${gap} ${x + way * bend},${gap} H${u - way * bend} Q${u},${gap} ${u},${gap + back * bend} V${end}`;
  return svg("g", { class: `kind-${kind}` }, svg("path", { d: path }), svg("circle", { cx: u, cy: end, r: 2.5 }));
}
