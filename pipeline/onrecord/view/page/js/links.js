// The links of the chosen claim, drawn over the article: a frame and a name at each target, and a line to it.

import { itemById, piecesOf } from "./data.js";
import { byId, el, svg } from "./dom.js";
import { backwards } from "./gist.js";
import { placeLabels } from "./labels.js";
import { pathBetween } from "./paths.js";
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
    for (const link of other.record.links) if (link.target === record.id) found.push([backwards(link.role), other.record, other]);
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
  const edge = byId("text").getBoundingClientRect().left - sheet.getBoundingClientRect().left;
  const labels = [];
  for (const [name, record, other] of joined(item)) {
    const boxes = piecesOf(record).flatMap(([start, end]) => rectangles(item.document, start, end, sheet));
    if (!boxes.length) continue;
    const kind = other ? other.record.kind : "part";
    if (other) for (const piece of piecesShown(other)) if (!piece.classList.contains("chosen")) piece.classList.add("joined", `kind-${kind}`);
    if (!other) for (const box of boxes) layer.append(frame(box));
    labels.push({ name, kind, box: boxes[0] });
    if (other && from && !overlaps(item.record, record)) drawing.append(line(from, boxes[0], kind, edge));
  }
  sheet.append(layer);
  placeLabels(layer, labels, sheet.clientWidth);
}

function frame(box) {
  const made = el("span.frame");
  Object.assign(made.style, { left: `${box.left}px`, top: `${box.top}px`, width: `${box.width}px`, height: `${box.height}px` });
  return made;
}

function line(from, to, kind, edge) {
  const { d, end } = pathBetween(from, to, edge);
  return svg("g", { class: `kind-${kind}` }, svg("path", { d }), svg("circle", { cx: end[0], cy: end[1], r: 2.5 }));
}
