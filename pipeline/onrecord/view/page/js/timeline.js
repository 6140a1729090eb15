// The timeline: the days that the articles name, in their order, with what is due on them.

import { documents, slice, textOf, titleOf } from "./data.js";
import { dayNumber, dayOf, publishedOf } from "./days.js";
import { byId, el } from "./dom.js";
import { listed } from "./gist.js";
import { LazyList, printWhole } from "./lazy.js";
import { hashOf } from "./route.js";
import { on, state } from "./state.js";
import { clip, plural, visible } from "./text.js";

const MOST_BARS = 60;
let list;
let dueOnly = false;

// Dates by the commitments they are the deadline or the beginning of.
function dueIn(document) {
  const due = new Map();
  for (const item of document.items) {
    if (item.record.kind !== "commitment" || item.mark?.verdict === "rejected") continue;
    for (const { role, target } of item.record.links) {
      if (role !== "deadline" && role !== "begin") continue;
      if (!due.has(target)) due.set(target, []);
      due.get(target).push([role, item]);
    }
  }
  return due;
}

function collect() {
  const found = [];
  for (const document of documents) {
    const due = dueIn(document);
    for (const item of document.items) {
      const { record } = item;
      if (record.kind !== "date" || !record.start_date || item.mark?.verdict === "rejected") continue;
      const tied = due.get(record.id) ?? [];
      const passes = item.passes || tied.some(([, commitment]) => commitment.passes);
      if (passes && (!dueOnly || tied.length)) found.push({ day: dayNumber(record.start_date), item, tied });
    }
  }
  return found.sort((a, b) => a.day - b.day);
}

const yearOf = (day) => Math.floor(day / 10_000);
const name = (year) => (year > 0 ? String(year) : `${1 - year} BC`);

// Years side by side, around the one that is named most. The far past and the far future, of which few are named, stand
// in the list alone.
function bars(found) {
  const years = new Map();
  for (const { day, tied } of found) {
    const of = years.get(yearOf(day)) ?? { all: 0, due: 0 };
    years.set(yearOf(day), { all: of.all + 1, due: of.due + (tied.length ? 1 : 0) });
  }
  const named = [...years.keys()];
  const busiest = named.reduce((best, year) => (years.get(year).all > years.get(best).all ? year : best), named[0]);
  const first = Math.min(...named.filter((year) => year >= busiest - MOST_BARS / 2));
  const last = Math.max(...named.filter((year) => year < first + MOST_BARS));
  const most = years.get(busiest).all;
  const made = [];
  for (let year = first; year <= last; year += 1) made.push(bar(year, years.get(year) ?? { all: 0, due: 0 }, most, found));
  return made;
}

function bar(year, { all, due }, most, found) {
  const filled = el("span.fill", {}, el("span.due"));
  filled.style.height = `${all ? Math.max(4, (100 * all) / most) : 0}%`;
  filled.firstChild.style.height = `${all ? (100 * due) / all : 0}%`;
  const jump = () => list.element(found.findIndex(({ day }) => yearOf(day) === year)).scrollIntoView({ block: "start" });
  const label = `${name(year)}: ${plural(all, "date")}, ${due} due`;
  return el(year % 5 === 0 ? "li.named" : "li", {}, el("button", { type: "button", title: label, "aria-label": label, disabled: !all, onclick: jump }, filled, el("span.year", { "aria-hidden": "true" }, name(year))));
}

function sentence(item) {
  const { record, document } = item;
  const around = record.sentence ?? record;
  const before = slice(document, around.start, record.start);
  const after = slice(document, record.end, Math.max(around.end, record.end));
  const start = before.length > 120 ? `…${before.slice(before.indexOf(" ", before.length - 110))}` : before;
  return el("p.evidence", { dir: "auto" }, visible(start), el("mark.kind-date", {}, visible(textOf(item))), clip(` ${after}`, 140).replace(/^(?=\w)/, " "));
}

function row({ item, tied, day }, at) {
  const { record, document } = item;
  const isFirst = at === 0 || yearOf(list.entries[at - 1].day) !== yearOf(day);
  const commitments = tied.map(([role, other]) =>
    el("li", {}, el("a.kind-commitment", { href: hashOf(document, other) }, el("span.role", {}, role === "deadline" ? "due" : "begins"), " ", el("bdi", {}, visible(listed(other.record.committers))), ": ", clip(slice(document, other.record.action.start, other.record.action.end), 110))),
  );
  return el(
    "li.dated",
    { className: isFirst ? "dated first" : "dated" },
    isFirst ? el("h3", {}, name(yearOf(day))) : null,
    el("a.day", { href: hashOf(document, item) }, visible(dayOf(record))),
    el("div", {}, sentence(item), commitments.length ? el("ul.tied", {}, ...commitments) : null, el("p.meta", {}, visible([titleOf(document), document.publisher, publishedOf(document)].filter(Boolean).join(" · ")))),
  );
}

export function drawTimeline() {
  if (state.tab !== "timeline") return;
  const section = byId("timeline");
  if (!list) {
    const only = el("input", { type: "checkbox", id: "due-only", onchange: (event) => { dueOnly = event.target.checked; drawTimeline(); } });
    section.replaceChildren(
      el("header.top", {}, el("h2", { id: "timeline-status" }), el("label", {}, only, " only what is due")),
      el("ol.bars", { id: "bars", "aria-label": "Years" }),
      el("ol.dates", { id: "dates" }),
    );
    list = new LazyList(byId("dates"), row);
  }
  const found = collect();
  byId("timeline-status").textContent = `${plural(found.length, "date")} named`;
  byId("bars").replaceChildren(...(found.length ? bars(found) : []));
  list.show(found);
}

export function startTimeline() {
  on("tab", drawTimeline);
  on("filters", drawTimeline);
  printWhole(() => state.tab === "timeline" && list);
}
