// The dialog that saves corrected gold.

import { documents } from "./data.js";
import { byId, el, refill } from "./dom.js";
import { gold } from "./gold.js";
import { markedDocuments, marksAreKept } from "./marks.js";
import { on } from "./state.js";
import { plural } from "./text.js";

const choice = { scope: "marked", open: "keep" };

function download(name, text) {
  const href = URL.createObjectURL(new Blob([text], { type: "application/x-ndjson" }));
  el("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

function radio(name, value, label, changed) {
  return el("label.option", {}, el("input", { type: "radio", name, value, checked: choice[name] === value, onchange: changed }), el("span", {}, label));
}

function draw() {
  const dialog = byId("save");
  const marked = markedDocuments();
  if (!marked.length) choice.scope = "all";
  const chosen = choice.scope === "all" ? documents : marked;
  const made = gold(chosen, choice.open === "keep");
  const pick = (event) => {
    choice[event.target.name] = event.target.value;
    draw();
    dialog.querySelector(`input[name="${event.target.name}"]:checked`).focus();
  };
  refill(
    dialog,
    el("h2", { id: "save-title" }, "Save as gold"),
    el("p", {}, "Two files in the form of a run. Put them into one folder; onrecord evaluate and onrecord dataset build read it."),
    marksAreKept() ? null : el("p.warning", {}, "This browser keeps no marks between visits: save before you close the page."),
    el(
      "fieldset",
      {},
      el("legend", {}, "Articles"),
      radio("scope", "marked", `Those you have reviewed (${marked.length.toLocaleString("en")})`, pick),
      radio("scope", "all", `All (${documents.length.toLocaleString("en")})`, pick),
    ),
    el(
      "fieldset",
      {},
      el("legend", {}, "Claims you have not marked"),
      radio("open", "keep", "Keep them: you read everything and marked what was wrong", pick),
      radio("open", "drop", "Leave them out: only what you accepted, edited or added", pick),
    ),
    el("p.count", {}, `${plural(chosen.length, "article")}, ${plural(made.claims, "claim")}`),
    el(
      "div.actions",
      {},
      el("button.primary", { type: "button", id: "save-documents", onclick: () => download("documents.jsonl", made["documents.jsonl"]) }, "documents.jsonl"),
      el("button.primary", { type: "button", id: "save-claims", onclick: () => download("claims.jsonl", made["claims.jsonl"]) }, "claims.jsonl"),
      el("button", { type: "button", onclick: () => dialog.close() }, "Close"),
    ),
  );
}

export function openSave() {
  draw();
  byId("save").showModal();
}

function showNumber() {
  const number = documents.reduce((sum, document) => sum + document.items.filter((item) => item.mark).length, 0);
  byId("marks-count").textContent = number ? ` (${number.toLocaleString("en")})` : "";
}

export function startSave() {
  byId("export").addEventListener("click", openSave);
  on("marks", showNumber);
  showNumber();
}
