// Which claims pass the filters, and the form that sets them.

import { KINDS, documents, foldedNames, haystackOf, names, total } from "./data.js";
import { dayNumber } from "./days.js";
import { announce, byId, el, options } from "./dom.js";
import { emit, on, state } from "./state.js";
import { folded, plural, words } from "./text.js";

const FIELDS = ["who", "act", "currency", "from", "to", "review"];
const REVIEWS = [["", "Any review"], ["open", "not reviewed"], ["accepted", "accepted"], ["rejected", "rejected"], ["edited", "edited"], ["added", "added"]];

function whoMatches(wanted) {
  const terms = folded(wanted).split(/\s+/).filter(Boolean);
  if (!terms.length) return null;
  return Uint8Array.from(foldedNames, (name) => (terms.every((term) => name.includes(term)) ? 1 : 0));
}

function predicate() {
  const { off, who, act, currency, from, to, review } = state.filters;
  const named = whoMatches(who);
  const first = dayNumber(from);
  const last = dayNumber(to, true);
  return (item) => {
    const record = item.record;
    if (off.has(record.kind)) return false;
    if (act && record.act !== act) return false;
    if (currency && !item.currencies.includes(currency)) return false;
    if (named && !item.who.some((id) => named[id])) return false;
    if (review && (item.mark ? item.mark.verdict : "open") !== review) return false;
    if (first === null && last === null) return true;
    return item.days.some(([start, end]) => (last === null || start <= last) && (first === null || end >= first));
  };
}

export const filtering = () => state.filters.off.size > 0 || FIELDS.some((name) => state.filters[name] !== "");

let found = documents;

// The documents that the search finds and that have a claim which passes.
export const foundDocuments = () => found;

const NONE = Object.fromEntries(KINDS.map((kind) => [kind, 0]));

export function applyFilters() {
  const passes = predicate();
  const counts = { ...NONE };
  const terms = folded(state.search).split(/\s+/).filter(Boolean);
  const set = filtering();
  for (const document of documents) {
    document.passing = 0;
    document.counts = { ...NONE };
    for (const item of document.items) {
      item.passes = passes(item);
      if (!item.passes) continue;
      document.passing += 1;
      document.counts[item.record.kind] += 1;
    }
    for (const kind of KINDS) counts[kind] += document.counts[kind];
  }
  found = documents.filter((document) => (!set || document.passing > 0) && terms.every((term) => haystackOf(document).includes(term)));
  showCounts(counts);
  emit("filters");
}

function showCounts(counts) {
  const shown = KINDS.reduce((sum, kind) => sum + counts[kind], 0);
  for (const kind of KINDS) {
    const chip = byId(`kind-${kind}`);
    const off = state.filters.off.has(kind);
    chip.setAttribute("aria-pressed", String(!off));
    chip.querySelector(".number").textContent = off ? "" : counts[kind].toLocaleString("en");
  }
  const set = FIELDS.filter((name) => state.filters[name] !== "").length + (state.filters.off.size ? 1 : 0);
  byId("filters-count").textContent = set ? ` (${set})` : "";
  byId("clear").hidden = !set;
  for (const name of ["from", "to"]) {
    const input = byId(name);
    input.setAttribute("aria-invalid", String(input.value !== "" && dayNumber(input.value) === null));
  }
  if (set || state.search) announce(`${plural(shown, "claim")} of ${total.toLocaleString("en")} pass, in ${plural(found.length, "article")}`);
}

export function toggleKind(kind, alone = false) {
  const { off } = state.filters;
  if (alone) KINDS.forEach((other) => (other === kind ? off.delete(other) : off.add(other)));
  else if (!off.delete(kind)) off.add(kind);
  if (off.size === KINDS.length) off.clear();
  applyFilters();
}

export function clearFilters() {
  state.filters.off.clear();
  for (const name of FIELDS) state.filters[name] = byId(name).value = "";
  applyFilters();
}

const count = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);

function fill() {
  const acts = new Map();
  const currencies = new Map();
  const frequency = new Map();
  for (const document of documents) {
    for (const { record, who, currencies: codes } of document.items) {
      if (record.kind === "commitment") count(acts, record.act);
      if (record.kind === "money") for (const code of codes) count(currencies, code);
      if (record.kind === "quote" || record.kind === "commitment") for (const id of who) count(frequency, id);
    }
  }
  const byNumber = (map) => [...map].sort((a, b) => b[1] - a[1]);
  options(byId("act"), [["", "Any act"], ...byNumber(acts).map(([act, n]) => [act, `${act} (${n})`])], "");
  options(byId("currency"), [["", "Any currency"], ...byNumber(currencies).map(([code, n]) => [code, `${code} (${n})`])], "");
  options(byId("review"), REVIEWS, "");
  byId("names").replaceChildren(...byNumber(frequency).slice(0, 300).map(([id]) => el("option", { value: names[id] })));
}

// So that the first letter of a search does not wait for all texts to be folded.
function foldAhead(from = 0) {
  const later = window.requestIdleCallback ?? ((work) => setTimeout(work, 200));
  later(() => {
    documents.slice(from, from + 20).forEach(haystackOf);
    if (from + 20 < documents.length) foldAhead(from + 20);
  });
}

export function startFilters() {
  byId("kinds").replaceChildren(
    ...KINDS.map((kind, at) =>
      el(
        `button.chip.kind-${kind}`,
        { type: "button", id: `kind-${kind}`, title: `${words(kind)} (${at + 1}); with Shift alone`, onclick: (event) => toggleKind(kind, event.shiftKey) },
        el("span.swatch", { "aria-hidden": "true" }),
        kind === "entity" ? "entities" : kind === "money" ? "sums" : `${kind}s`,
        el("span.number"),
      ),
    ),
  );
  fill();
  for (const name of FIELDS) {
    byId(name).addEventListener("input", (event) => {
      const value = event.target.value.trim();
      // Half a date is none yet.
      state.filters[name] = (name === "from" || name === "to") && dayNumber(value) === null ? "" : value;
      applyFilters();
    });
  }
  byId("search").addEventListener("input", (event) => {
    state.search = event.target.value;
    applyFilters();
  });
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("filters").addEventListener("reset", (event) => {
    event.preventDefault();
    clearFilters();
  });
  byId("filters-toggle").addEventListener("click", () => {
    const open = document.body.classList.toggle("filters-open");
    byId("filters-toggle").setAttribute("aria-expanded", String(open));
  });
  on("marks", applyFilters);
  foldAhead();
}
