// What the reader has said about claims: accepted, rejected, edited, added. Kept in this browser, for these records.

import { isRecord } from "./checks.js";
import { documentByName, documents, head, makeItem } from "./data.js";
import { announce } from "./dom.js";
import { emit, state } from "./state.js";

const KEY = `onrecord-marks-${head.digest}`;
let kept = true;

// Found by its own fields: what an edited claim was joined to may have changed with it.
function facetsOf(record) {
  const who = { quote: () => [record.speaker], commitment: () => record.committers, entity: () => [record.name] }[record.kind]?.() ?? [];
  const days = [record.start_date ?? record.end_date, record.end_date ?? record.start_date];
  return [who.filter(Boolean), record.currency ? [record.currency] : [], record.kind === "date" && days[0] ? [days] : []];
}

function replaceRecord(item, record) {
  const { who, currencies, days } = makeItem(record, item.document, facetsOf(record));
  item.original ??= { record: item.record, who: item.who, currencies: item.currencies, days: item.days };
  Object.assign(item, { record, who, currencies, days });
}

function restore(item) {
  if (item.original) Object.assign(item, item.original);
  item.original = null;
}

const sorted = (items) => items.sort((a, b) => a.record.start - b.record.start || b.record.end - a.record.end);

function store() {
  // Names are what the articles say, "__proto__" if they like: only an object without a prototype takes every one.
  const marks = Object.create(null);
  for (const document of documents) {
    const own = Object.create(null);
    for (const { mark, record } of document.items) {
      if (mark) own[record.id] = mark.verdict === "edited" || mark.verdict === "added" ? { verdict: mark.verdict, record } : { verdict: mark.verdict };
    }
    if (Object.keys(own).length) marks[document.doc_id] = own;
  }
  try {
    if (Object.keys(marks).length) localStorage.setItem(KEY, JSON.stringify(marks));
    else localStorage.removeItem(KEY);
  } catch {
    if (kept) announce("This browser keeps no marks: export them before you close the page");
    kept = false;
  }
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    kept = false;
    return {};
  }
}

export const marksAreKept = () => kept;

export const reviewed = (document) => document.items.reduce((sum, item) => sum + (item.mark ? 1 : 0), 0);

export const markedDocuments = () => documents.filter((document) => document.items.some((item) => item.mark));

function changed(item) {
  sorted(item.document.items);
  store();
  emit("marks");
}

// null takes the mark back, and an edit with it.
export function setVerdict(item, verdict) {
  if (item.mark?.verdict === "added" && verdict !== "added") {
    if (verdict === "accepted") return;
    item.document.items = item.document.items.filter((other) => other !== item);
    if (state.item === item) state.item = null;
    changed(item);
    return;
  }
  // An edited claim is accepted as edited; to reject it is to reject what was there.
  if (verdict === "accepted" && item.mark?.verdict === "edited") return;
  if (verdict !== "edited") restore(item);
  item.mark = verdict ? { verdict } : null;
  changed(item);
}

export function saveRecord(item, record) {
  const added = item.mark?.verdict === "added";
  replaceRecord(item, record);
  item.mark = { verdict: added ? "added" : "edited" };
  changed(item);
}

export function addRecord(document, record) {
  const item = makeItem(record, document, facetsOf(record));
  item.mark = { verdict: "added" };
  document.items.push(item);
  changed(item);
  return item;
}

export function newId() {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const VERDICTS = ["accepted", "rejected", "edited", "added"];

// Marks of an earlier visit. What does not fit the records any more (another version of the page wrote it, or another
// page that was opened from a disk: they share one store) is left out.
export function loadMarks() {
  for (const [name, own] of Object.entries(read())) {
    const document = documentByName.get(name);
    if (!document) continue;
    const byName = new Map(document.items.map((item) => [item.record.id, item]));
    for (const [id, stored] of Object.entries(own ?? {})) {
      const { verdict, record } = stored ?? {};
      if (!VERDICTS.includes(verdict) || (record && !isRecord(record, document))) continue;
      const item = byName.get(id);
      if (verdict === "added" && record) {
        document.items.push(Object.assign(makeItem(record, document, facetsOf(record)), { mark: { verdict } }));
      } else if (item && verdict !== "added" && (verdict === "edited") === (record?.kind === item.record.kind)) {
        item.mark = { verdict };
        if (record) replaceRecord(item, record);
      }
    }
    sorted(document.items);
  }
}

function forget(document) {
  document.items = document.items.filter((item) => item.mark?.verdict !== "added");
  for (const item of document.items) {
    restore(item);
    item.mark = null;
  }
}

// The same page in another window: its marks are taken over, for the next mark here would write over them.
export function shareMarks() {
  addEventListener("storage", (event) => {
    if (event.key !== KEY) return;
    const chosen = state.item?.record.id;
    documents.forEach(forget);
    loadMarks();
    if (chosen) state.item = state.document.items.find((item) => item.record.id === chosen) ?? null;
    emit("marks");
  });
}
