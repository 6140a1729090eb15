// The article, with every claim that passes the filters shown in its text.

import { KINDS, offsetsOf, textOf, titleOf } from "./data.js";
import { publishedOf } from "./days.js";
import { announce, bringIntoView, byId, el } from "./dom.js";
import { gist } from "./gist.js";
import { drawLinks } from "./links.js";
import { followItem, openClaims } from "./route.js";
import { searchMarks } from "./search_marks.js";
import { safeAddress, sourceLink } from "./source.js";
import { MOST_LINES, MOST_WASHES, innermostFirst, linesOf, segments } from "./spans.js";
import { on, state } from "./state.js";
import { plural, visible } from "./text.js";

let marksOf = new Map();
const itemsAt = new WeakMap();
let hovered = null;

function paragraphs(text) {
  const found = [];
  for (const line of text.matchAll(/[^\n]+/g)) if (line[0].trim()) found.push([line.index, line.index + line[0].length]);
  return found;
}

function classesOf(items, lines) {
  const classes = new Set();
  for (const item of items) {
    const { kind } = item.record;
    if (kind === "quote") classes.add(`wash-${Math.min(lines.get(item), MOST_WASHES - 1)}`);
    else classes.add(`line-${Math.min(lines.get(item), MOST_LINES - 1)}-${kind}`);
    if (item.mark?.verdict === "rejected") classes.add("rejected");
  }
  return [...classes].join(" ");
}

function paragraph(document, items, lines, [from, to]) {
  const made = el("p", { dir: "auto" });
  for (const [start, end, covering] of segments(document, items, from, to)) {
    const piece = el("span", { dataset: { at: start } }, visible(document.text.slice(start, end)));
    if (covering.length) cover(piece, covering.sort(innermostFirst), lines);
    made.append(piece);
  }
  return made;
}

function cover(piece, covering, lines) {
  piece.className = `mark ${classesOf(covering, lines)}`;
  piece.dataset.claims = covering.map((item) => item.record.id).join(" ");
  itemsAt.set(piece, covering);
  for (const item of covering) {
    if (!marksOf.has(item)) marksOf.set(item, []);
    marksOf.get(item).push(piece);
  }
}

// Many texts begin with their headline: it is shown once, where its claims are.
const opensWithTitle = ({ title, text }) => Boolean(title) && text.trimStart().startsWith(`${title}\n`);

function heading(document) {
  const host = safeAddress(document.url)?.host;
  const about = [document.publisher, publishedOf(document)].filter(Boolean).map((part) => el("bdi", {}, visible(part)));
  const link = host && sourceLink(document, "", `${host} ↗`);
  return el(
    "header.about",
    {},
    el(
      "div.narrow.ways",
      {},
      el("a", { href: "#:articles" }, "← Articles"),
      el("button", { type: "button", "aria-controls": "panel", onclick: () => openClaims(true) }, plural(document.passing, "claim")),
    ),
    el(document.title && !opensWithTitle(document) ? "h2" : "h2.hidden", { dir: "auto" }, visible(titleOf(document))),
    el("p.meta", {}, ...[...about, link].filter(Boolean).flatMap((part, n) => (n ? [el("span", { "aria-hidden": "true" }, " · "), part] : [part]))),
  );
}

// Each paragraph with the items that reach into it. Both stand in the order of the text and are gone through once.
function withItems(document, items) {
  const offsets = offsetsOf(document);
  const waiting = items.map((item) => [offsets.unit(item.record.start), offsets.unit(item.record.end), item]).reverse();
  let open = [];
  return paragraphs(document.text).map((place) => {
    while (waiting.length && waiting.at(-1)[0] < place[1]) open.push(waiting.pop());
    open = open.filter(([, end]) => end > place[0]);
    return [place, open.map(([, , item]) => item)];
  });
}

export function drawArticle() {
  const { document } = state;
  const reader = byId("reader");
  marksOf = new Map();
  if (!document) {
    reader.replaceChildren(el("p.empty", {}, "No article passes the filters."));
    return;
  }
  const items = document.items.filter((item) => item.passes || item === state.item);
  const lines = linesOf(items);
  const text = el("div.text", { id: "text", lang: document.language || "en" });
  text.append(...withItems(document, items).map(([place, inside]) => paragraph(document, inside, lines, place)));
  reader.replaceChildren(el("div.sheet", {}, heading(document), text));
  if (opensWithTitle(document)) text.firstElementChild.classList.add("headline");
  searchMarks(text, state.search);
  showChosen();
}

export const piecesShown = (item) => marksOf.get(item) ?? [];

function showChosen() {
  for (const old of byId("reader").querySelectorAll(".chosen, .joined")) {
    old.classList.remove("chosen", "joined", ...KINDS.map((kind) => `kind-${kind}`));
  }
  const { item } = state;
  if (item) for (const piece of piecesShown(item)) piece.classList.add("chosen", `kind-${item.record.kind}`);
  drawLinks(item, piecesShown);
}

export function revealChosen(smooth) {
  const [first] = state.item ? piecesShown(state.item) : [];
  if (first) bringIntoView(byId("reader"), first, { middle: true, smooth });
}

function hover(item) {
  if (hovered) for (const piece of piecesShown(hovered)) piece.classList.remove("under");
  hovered = item;
  if (hovered) for (const piece of piecesShown(hovered)) piece.classList.add("under");
}

// A click takes the innermost claim, a further one the claim around it, and so on outwards.
function pick(piece) {
  const items = itemsAt.get(piece);
  if (!items) return;
  const at = items.indexOf(state.item);
  followItem(items[(at + 1) % items.length]);
}

// The next claim in the text, of those that pass, or the one before.
export function step(by) {
  const items = state.document?.items.filter((item) => item.passes) ?? [];
  if (!items.length) return;
  const at = items.indexOf(state.item);
  const next = at < 0 ? (by > 0 ? 0 : items.length - 1) : (at + by + items.length) % items.length;
  followItem(items[next]);
  revealChosen(false);
}

export function startArticle() {
  const reader = byId("reader");
  reader.addEventListener("click", (event) => {
    // Words that are being selected, for a correction say, are not picked.
    if (!getSelection().isCollapsed) return;
    const piece = event.target.closest?.(".mark");
    if (piece) pick(piece);
  });
  reader.addEventListener("pointerover", (event) => hover(itemsAt.get(event.target)?.[0] ?? null));
  reader.addEventListener("pointerleave", () => hover(null));
  new ResizeObserver(() => drawLinks(state.item, piecesShown)).observe(reader);
  on("filters", drawArticle);
  on("document", () => {
    openClaims(false);
    drawArticle();
    reader.scrollTop = 0;
  });
  on("item", () => {
    // A claim that does not pass is shown while it is chosen.
    if (state.item && !marksOf.has(state.item)) drawArticle();
    else showChosen();
    // On a phone the panel rises over the lower half, where the claim may stand.
    const [first] = state.item ? piecesShown(state.item) : [];
    if (first) requestAnimationFrame(() => bringIntoView(reader, first));
    if (state.item) announce(`${state.item.record.kind}: ${textOf(state.item)}. ${gist(state.item)}`);
  });
}

