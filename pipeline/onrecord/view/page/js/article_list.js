// The list of articles that search and filters leave.

import { KINDS, documents, titleOf } from "./data.js";
import { publishedOf } from "./days.js";
import { bringIntoView, byId, el } from "./dom.js";
import { foundDocuments } from "./filters.js";
import { LazyList } from "./lazy.js";
import { reviewed } from "./marks.js";
import { followDocument, hashOf } from "./route.js";
import { on, state } from "./state.js";
import { plural, visible } from "./text.js";

let list;

// How the claims of an article divide into kinds, as a bar that says so in words as well.
function bar(document) {
  const counts = KINDS.map((kind) => [kind, document.counts[kind]]).filter(([, number]) => number);
  const parts = counts.map(([kind, number]) => {
    const part = el(`span.kind-${kind}`);
    part.style.flexGrow = String(number);
    return part;
  });
  return el("span.share", { title: counts.map(([kind, number]) => `${number} ${kind}`).join(", "), "aria-hidden": "true" }, ...parts);
}

function row(document) {
  const done = reviewed(document);
  const day = publishedOf(document).replaceAll(" ", "\u00a0");
  const about = [document.publisher, day].filter(Boolean).map(visible).join("\u00a0· ");
  const link = el(
    "a",
    { href: hashOf(document) },
    el("span.name", { dir: "auto" }, visible(titleOf(document))),
    el("span.meta", {}, about || visible(document.doc_id)),
    el("span.number", {}, el("span.hidden", {}, ", "), plural(document.passing, "claim"), done ? `, ${done} reviewed` : ""),
    bar(document),
  );
  const made = el("li", { dataset: { document: document.at } }, link);
  if (document === state.document) link.setAttribute("aria-current", "true");
  return made;
}

function showCurrent() {
  byId("list").querySelector("[aria-current]")?.removeAttribute("aria-current");
  const at = foundDocuments().indexOf(state.document);
  if (at < 0) return;
  const made = list.element(at);
  made.firstElementChild.setAttribute("aria-current", "true");
  // With everything else that is drawn now, the page is laid out once.
  requestAnimationFrame(() => bringIntoView(byId("list-pane"), made));
}

export function stepDocument(by) {
  const found = foundDocuments();
  const at = found.indexOf(state.document);
  const next = found[at < 0 ? 0 : at + by];
  if (next) followDocument(next);
}

function draw() {
  const found = foundDocuments();
  list.show(found);
  const passing = found.reduce((sum, document) => sum + document.passing, 0);
  const of = found.length === documents.length ? "" : ` of ${documents.length.toLocaleString("en")}`;
  byId("list-status").textContent = `${found.length.toLocaleString("en")}${of} articles · ${plural(passing, "claim")}`;
  // What is read follows the filters, unless the article on the screen still passes.
  if (found.length && !found.includes(state.document)) [state.document, state.item] = [found[0], null];
  showCurrent();
}

export function startList() {
  list = new LazyList(byId("list"), row);
  byId("list").addEventListener("click", (event) => {
    const made = event.target.closest("li[data-document]");
    if (!made || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    followDocument(documents[Number(made.dataset.document)]);
  });
  on("filters", draw);
  on("document", showCurrent);
}
