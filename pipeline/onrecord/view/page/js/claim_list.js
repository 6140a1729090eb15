// All claims of an article, to choose one or to add one.

import { revealChosen } from "./article.js";
import { newRecord } from "./checks.js";
import { KINDS, slice, textOf } from "./data.js";
import { announce, byId, el } from "./dom.js";
import { gist } from "./gist.js";
import { LazyList } from "./lazy.js";
import { addRecord, newId } from "./marks.js";
import { lastSelected } from "./places.js";
import { followItem, openClaims } from "./route.js";
import { state } from "./state.js";
import { clip, plural, visible } from "./text.js";

export const badge = (kind) => el(`span.badge.kind-${kind}`, {}, kind);

export const choose = (item) => () => {
  followItem(item);
  revealChosen(true);
};

export function entry(item) {
  return el(
    "li",
    {},
    el(
      `button.claim.kind-${item.record.kind}${item.mark ? `.${item.mark.verdict}` : ""}`,
      { type: "button", onclick: choose(item) },
      el("span.swatch", { "aria-hidden": "true" }),
      el("span.words", { dir: "auto" }, clip(textOf(item), 90)),
      el("span.gist", {}, el("span.hidden", {}, `${item.record.kind}: `), el("bdi", {}, visible(gist(item))), item.mark ? ` · ${item.mark.verdict}` : ""),
    ),
  );
}

function adder(edit) {
  const add = (kind) => () => {
    const found = lastSelected(state.document);
    if (!found) {
      announce("Select the words of the claim in the article first");
      byId("add-help").classList.add("asked");
      return;
    }
    const record = newRecord(kind, newId(), ...found, slice(state.document, ...found));
    followItem(addRecord(state.document, record));
    edit();
  };
  return el(
    "div.adder",
    { role: "group", "aria-label": "Add a claim" },
    el("p", { id: "add-help" }, "Missing one? Select its words in the article, then add"),
    el("div.actions", {}, ...KINDS.map((kind) => el(`button.small.kind-${kind}`, { type: "button", onclick: add(kind) }, kind))),
  );
}

export function overview(edit) {
  const items = state.document ? state.document.items.filter((item) => item.passes) : [];
  const list = el("ol.claims");
  new LazyList(list, entry).show(items);
  return [
    el("header", {}, el("h2", {}, plural(items.length, "claim")), el("p.keys", {}, "step with ", el("kbd", {}, "j"), " ", el("kbd", {}, "k")), el("button.icon.narrow", { type: "button", "aria-label": "Close", onclick: () => openClaims(false) }, "×")),
    list,
    state.document ? adder(edit) : null,
  ];
}
