// Names over what the chosen claim is joined to. Where they would cover each other or stand beyond the edge, they move aside.

import { el } from "./dom.js";

const GAP = 3;
const MARGIN = 4;
const ROW = 12;

export function placeLabels(layer, labels, width) {
  const made = merged(labels).map(({ names, kind, box }) => ({ box, element: el(`span.role.kind-${kind}`, {}, names.join(", ")) }));
  layer.append(...made.map(({ element }) => element));
  for (const label of made) Object.assign(label, { left: label.box.left, width: label.element.offsetWidth });
  for (const row of rows(made)) spread(row, width - MARGIN);
  for (const { element, box, left } of made) Object.assign(element.style, { left: `${left}px`, top: `${box.top}px` });
}

// Names at one place stand in one label, each once.
function merged(labels) {
  const found = new Map();
  for (const { name, kind, box } of labels) {
    const key = `${Math.round(box.left)} ${Math.round(box.top)}`;
    if (!found.has(key)) found.set(key, { names: [], kind, box });
    const { names } = found.get(key);
    if (!names.includes(name)) names.push(name);
  }
  return [...found.values()];
}

function rows(labels) {
  const found = [];
  for (const label of [...labels].sort((a, b) => a.box.top - b.box.top || a.left - b.left)) {
    const last = found.at(-1);
    if (last && label.box.top - last[0].box.top < ROW) last.push(label);
    else found.push([label]);
  }
  return found;
}

// From left to right each makes room for the one before it, then from the edge back.
function spread(row, edge) {
  row.sort((a, b) => a.left - b.left);
  let free = MARGIN;
  for (const label of row) {
    label.left = Math.max(label.left, free);
    free = label.left + label.width + GAP;
  }
  let limit = edge;
  for (const label of row.toReversed()) {
    label.left = Math.max(MARGIN, Math.min(label.left, limit - label.width));
    limit = label.left - GAP;
  }
}
