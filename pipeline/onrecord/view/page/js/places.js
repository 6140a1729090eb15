// From offsets of a document to places on the screen, and from what the reader has selected to offsets.

import { offsetsOf } from "./data.js";
import { byId } from "./dom.js";
import { state } from "./state.js";

const startOf = (piece) => Number(piece.dataset.at);

// The rectangles of a stretch of the text shown, in code points, beside the top left corner of an element.
export function rectangles(shown, start, end, around) {
  const text = byId("text");
  if (!text) return [];
  const offsets = offsetsOf(shown);
  const [from, to] = [offsets.unit(start), offsets.unit(end)];
  const corner = around.getBoundingClientRect();
  const found = [];
  for (const piece of text.querySelectorAll("[data-at]")) {
    const at = startOf(piece);
    const node = piece.firstChild;
    if (at >= to) break;
    if (!node || at + node.length <= from) continue;
    const range = document.createRange();
    range.setStart(node, Math.max(0, from - at));
    range.setEnd(node, Math.min(node.length, to - at));
    for (const box of range.getClientRects()) {
      if (box.width) found.push(new DOMRect(box.left - corner.left, box.top - corner.top, box.width, box.height));
    }
  }
  return merged(found);
}

// Pieces of one line become one box.
function merged(boxes) {
  const found = [];
  for (const box of boxes) {
    const last = found.at(-1);
    if (last && Math.abs(last.top - box.top) < 4 && box.left - last.right < 2) last.width = box.right - last.left;
    else found.push(box);
  }
  return found;
}

// What the reader has selected in the article as [start, end] in code points, without blanks at its ends; or null.
function selected(shown) {
  const selection = getSelection();
  const text = byId("text");
  if (!selection.rangeCount || selection.isCollapsed || !text?.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return null;
  const range = selection.getRangeAt(0);
  const ends = [
    [range.startContainer, range.startOffset],
    [range.endContainer, range.endOffset],
  ].map(([node, offset]) => unitAt(text, node, offset));
  if (ends.includes(null)) return null;
  let [start, end] = ends;
  while (start < end && /\s/.test(shown.text[start])) start += 1;
  while (start < end && /\s/.test(shown.text[end - 1])) end -= 1;
  if (start >= end) return null;
  const offsets = offsetsOf(shown);
  const last = offsets.point(end);
  return [offsets.point(start), offsets.unit(last) < end ? last + 1 : last];
}

function unitAt(text, node, offset) {
  const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-at]");
  if (piece && node.nodeType === Node.TEXT_NODE) return startOf(piece) + offset;
  // A selection of whole paragraphs ends between elements: it is as far as the nearest text.
  const next = node.childNodes[offset];
  const pieces = [...text.querySelectorAll("[data-at]")];
  const following = pieces.find((other) => next && (next === other || next.contains(other)));
  if (following) return startOf(following);
  const last = pieces.filter((other) => node.contains(other)).at(-1);
  return last ? startOf(last) + last.firstChild.length : null;
}

// Buttons and form fields take the selection away, so the last one is remembered, for its document.
let last = null;

export function watchSelection() {
  document.addEventListener("selectionchange", () => {
    const { document: shown } = state;
    const found = shown && selected(shown);
    if (found) last = { shown, found };
  });
}

export const lastSelected = (shown) => (last?.shown === shown ? last.found : null);
