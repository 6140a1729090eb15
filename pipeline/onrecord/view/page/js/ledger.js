// The ledger: what was undertaken, by whom, by when, for how much, and every article that says so.

import { documentByName, head, itemById, textOf, titleOf, slice } from "./data.js";
import { dayNumber, dayOf, publishedOf } from "./days.js";
import { byId, el, options } from "./dom.js";
import { amountOf } from "./gist.js";
import { LazyList } from "./lazy.js";
import { hashOf } from "./route.js";
import { on, state } from "./state.js";
import { clip, plural, visible, words } from "./text.js";

const LAST = Number.MAX_SAFE_INTEGER;
const SORTS = { deadline: "deadline", published: "latest report", actor: "actor" };
let entries = null;
let list;
let sort = "deadline";

const linked = (item, role) => {
  const link = item.record.links.find((other) => other.role === role);
  return link ? itemById(item.document, link.target) : null;
};

// The last step that names an amount, or a deadline, is what holds now.
const latest = (steps, role) => steps.map(({ item }) => linked(item, role)).filter(Boolean).at(-1) ?? null;

function made({ actor, steps: given }) {
  const steps = given
    .map(([name, id, what]) => ({ item: itemById(documentByName.get(name), id), what }))
    .filter(({ item }) => item && item.mark?.verdict !== "rejected");
  if (!steps.length) return null;
  const last = steps.at(-1).item;
  return { actor, steps, last, amount: latest(steps, "amount"), deadline: latest(steps, "deadline"), published: last.document.published ?? "" };
}

const ORDERS = {
  deadline: (entry) => (entry.deadline?.record.end_date ? dayNumber(entry.deadline.record.end_date) : LAST),
  published: (entry) => -(dayNumber(entry.published.slice(0, 10)) ?? 0),
};

function ordered(found) {
  if (sort === "actor") return [...found].sort((a, b) => (a.actor || "\uffff").localeCompare(b.actor || "\uffff", "en"));
  const key = ORDERS[sort];
  return found.map((entry) => [key(entry), entry]).sort((a, b) => a[0] - b[0]).map(([, entry]) => entry);
}

function row({ actor, steps, last, amount, deadline }) {
  const { record, document } = last;
  const history = steps.map(({ item, what }) =>
    el(
      "li",
      {},
      el(
        "a",
        { href: hashOf(item.document, item), title: `${visible(titleOf(item.document))}: ${clip(textOf(item), 200)}` },
        el("span.what", {}, words(what)),
        " ",
        el("time", {}, publishedOf(item.document) || "undated"),
      ),
    ),
  );
  const action = slice(document, record.action.start, record.action.end);
  return el(
    "li.entry",
    {},
    el("p.actor", { dir: "auto" }, visible(actor || "nobody named")),
    el("p.action", { dir: "auto" }, record.direction === "not_do" ? el("em", {}, "not to ") : null, clip(action, 260)),
    el("p.terms", {}, el("span.act", {}, words(record.act)), ` · ${record.force}`, record.conditional ? " · conditional" : ""),
    el("p.amount", {}, amount ? el("span.kind-money", {}, visible(amountOf(amount.record))) : null),
    el("p.due", {}, deadline ? el("span.kind-date", {}, visible(dayOf(deadline.record))) : null),
    el("ol.history", { "aria-label": "History" }, ...history),
  );
}

export function drawLedger() {
  if (state.tab !== "ledger") return;
  const section = byId("ledger");
  if (!list) {
    const select = el("select", { id: "ledger-sort", onchange: (event) => { sort = event.target.value; drawLedger(); } });
    options(select, Object.entries(SORTS), sort);
    section.replaceChildren(
      el("header.top", {}, el("h2", { id: "ledger-status" }), el("label", {}, "Sort by ", select)),
      el("div.columns", { "aria-hidden": "true" }, ...["Who", "Undertakes", "", "Amount", "Due", "Reported"].map((name) => el("span", {}, name))),
      el("ol.entries", { id: "entries" }),
    );
    list = new LazyList(byId("entries"), row);
  }
  entries = head.ledger.map(made).filter(Boolean);
  const found = ordered(entries.filter((entry) => entry.steps.some(({ item }) => item.passes)));
  byId("ledger-status").textContent = plural(found.length, "commitment");
  list.show(found);
}

export function startLedger() {
  on("tab", drawLedger);
  on("filters", drawLedger);
}
