// The keys, and the dialog that lists them.

import { step } from "./article.js";
import { stepDocument } from "./article_list.js";
import { KINDS } from "./data.js";
import { byId, el } from "./dom.js";
import { clearFilters, toggleKind } from "./filters.js";
import { edit, mark } from "./panel.js";
import { leaveItem, showScreen } from "./route.js";
import { openSave } from "./save.js";
import { state } from "./state.js";

const GROUPS = [
  ["Read", [["j", "next claim", () => step(1)], ["k", "claim before", () => step(-1)], ["n", "next article", () => stepDocument(1)], ["p", "article before", () => stepDocument(-1)], ["Escape", "leave the claim", leaveItem]]],
  ["Find", [["/", "search", search], ["0", "clear filters", clearFilters], ...KINDS.map((kind, at) => [String(at + 1), `${kind} on or off`, () => toggleKind(kind)])]],
  ["Review", [["a", "accept", () => mark("accepted")], ["r", "reject", () => mark("rejected")], ["e", "edit", edit], ["x", "export", openSave]]],
  ["Views", [["g", "articles, ledger, timeline", nextTab], ["?", "these keys", openKeys]]],
];
const ACTIONS = new Map(GROUPS.flatMap(([, keys]) => keys.map(([key, , act]) => [key, act])));

function search() {
  location.hash = "#:articles";
  showScreen("list");
  byId("search").focus();
  byId("search").select();
}

function nextTab() {
  const tabs = ["articles", "ledger", "timeline"];
  location.hash = `#:${tabs[(tabs.indexOf(state.tab) + 1) % tabs.length]}`;
}

function openKeys() {
  const dialog = byId("keys");
  dialog.replaceChildren(
    el("h2", { id: "keys-title" }, "Keys"),
    ...GROUPS.map(([name, keys]) => el("section", {}, el("h3", {}, name), el("dl", {}, ...keys.flatMap(([key, what]) => [el("dt", {}, el("kbd", {}, key === "Escape" ? "Esc" : key)), el("dd", {}, what)])))),
    el("p.note", {}, "A click on overlapping claims takes the inner one; a further click the one around it."),
    el("div.actions", {}, el("button", { type: "button", onclick: () => dialog.close() }, "Close")),
  );
  dialog.showModal();
}

const typing = (target) => target instanceof Element && target.matches("input, select, textarea, [contenteditable]");

function leaveTyping(event) {
  if (event.key === "Escape" && event.target.id === "search") byId("reader").focus();
}

export function startKeys() {
  byId("help").addEventListener("click", openKeys);
  document.addEventListener("keydown", (event) => {
    if (typing(event.target)) return leaveTyping(event);
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const act = ACTIONS.get(event.key);
    if (!act || (state.tab !== "articles" && "jknpaere".includes(event.key))) return;
    event.preventDefault();
    act();
  });
}
