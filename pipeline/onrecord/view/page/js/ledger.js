// The ledger: what was undertaken, by whom, by when, for how much, and every article that says so.

import { documentByName, head, itemById, textOf, titleOf, slice } from "./data.js";
import { dayNumber, dayOf, publishedOf } from "./days.js";
import { byId, el, options } from "./dom.js";
import { amountOf } from "./gist.js";
import { LazyList, printWhole } from "./lazy.js";
import { hashOf } from "./route.js";
import { on, state } from "./state.js";
import { clip, plural, visible, words } from "./text.js";

const LAST = Number.MAX_SAFE_INTEGER;
const SORTS = { deadline: "deadline", published: "latest report", told: "times told", actor: "actor" };
let entries = null;
let list;
let sort = "deadline";

const linked = (item, role) => {
  const link = item.record.links.find((other) => other.role === role);
  return link ? itemById(item.document, link.target) : null;
};

// Tellings of the past, or of which nothing says whether they are the later, do not say what holds now.
const PAST = ["recalled", "differs"];

function latest(steps, role) {
  const current = steps.filter(({ events }) => !events.some(([what]) => PAST.includes(what)));
  return (current.length ? current : steps).map(({ item }) => linked(item, role)).filter(Boolean).at(-1) ?? null;
}

function made({ actor, state: became, due, steps: given }) {
  const steps = given
    .map(([name, id, events]) => ({ item: itemById(documentByName.get(name), id), events }))
    .filter(({ item }) => item && item.mark?.verdict !== "rejected");
  if (!steps.length) return null;
  const last = steps.at(-1).item;
  const deadline = latest(steps, "deadline");
  return { actor, became, steps, last, deadline, due: due ?? deadline?.record.end_date, amount: latest(steps, "amount"), published: last.document.published ?? "" };
}

const ORDERS = {
  deadline: ({ due }) => (due ? dayNumber(due) : LAST),
  told: ({ steps }) => -steps.length,
  published: (entry) => -(dayNumber(entry.published.slice(0, 10)) ?? 0),
};

function ordered(found) {
  if (sort === "actor") return [...found].sort((a, b) => (a.actor || "\uffff").localeCompare(b.actor || "\uffff", "en"));
  const key = ORDERS[sort];
  return found.map((entry) => [key(entry), entry]).sort((a, b) => a[0] - b[0]).map(([, entry]) => entry);
}

function row({ actor, became, steps, last, amount, deadline }) {
  const { record, document } = last;
  const history = steps.map(({ item, events }) =>
    el(
      "li",
      {},
      el(
        "a",
        { href: hashOf(item.document, item), title: `${visible(titleOf(item.document))}: ${clip(textOf(item), 200)}` },
        ...events.flatMap(([what, before]) => [el("span.what", {}, words(what), before ? el("span.before", {}, " was ", el("bdi", {}, visible(before))) : null), " "]),
        el("time", {}, publishedOf(item.document) || "undated"),
      ),
    ),
  );
  const action = slice(document, record.action.start, record.action.end);
  return el(
    "li.entry",
    {},
    el("p.actor", { dir: "auto" }, actor ? visible(actor) : el("span.nobody", {}, "nobody named"), became === "open" ? null : [" ", el(`span.state.${became}`, {}, became)]),
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
      el("div.columns", { "aria-hidden": "true" }, ...["Who", "Undertakes", "Act", "Amount", "Due", "Reported"].map((name) => el("span", {}, name))),
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
  printWhole(() => state.tab === "ledger" && list);
}
