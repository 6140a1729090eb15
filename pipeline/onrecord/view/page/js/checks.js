// What would make a record no valid gold, said in words; onrecord validate checks the same.

import { head, offsetsOf } from "./data.js";
import { dayNumber } from "./days.js";
import { words } from "./text.js";

function* spanFaults(name, span, length) {
  if (!(span.start < span.end)) yield `${name}: it ends before it begins`;
  else if (span.end > length) yield `${name}: it ends after the article, which has ${length} characters`;
}

function* fieldFaults(record, field, length) {
  const { name, type, pattern } = field;
  const value = record[name];
  const absent = value === null || value === undefined;
  if (absent && !field.null) yield `${words(name)}: it cannot be empty`;
  else if (absent) return;
  else if (type === "span") yield* spanFaults(words(name), value, length);
  else if (type === "text" && !field.null && value === "") yield `${words(name)}: it cannot be empty`;
  else if (pattern && !new RegExp(pattern).test(value)) yield `${words(name)}: ${SHAPES[name] ?? `it must look like ${pattern}`}`;
}

const SHAPES = {
  amount_min: "digits and a point only, as 1500000.50",
  amount_max: "digits and a point only, as 1500000.50",
  currency: "three capital letters, as EUR",
  start_date: "a day, as 2026-03-18",
  end_date: "a day, as 2026-03-18",
};

export function faultsOf(record, document) {
  const { length } = offsetsOf(document);
  const found = [...spanFaults("span", record, length), ...head.fields[record.kind].flatMap((field) => [...fieldFaults(record, field, length)])];
  if (record.kind === "money" && record.amount_min !== null && record.amount_max !== null && Number(record.amount_min) > Number(record.amount_max)) {
    found.push("amount min is above amount max");
  }
  if (record.kind === "date" && record.start_date && record.end_date && dayNumber(record.start_date) > dayNumber(record.end_date)) {
    found.push("start date is after end date");
  }
  return found;
}

const inside = (span, length) => Number.isInteger(span?.start) && Number.isInteger(span?.end) && 0 <= span.start && span.start < span.end && span.end <= length;
const strings = (list) => Array.isArray(list) && list.every((one) => typeof one === "string");
const TYPES = {
  choice: (value, { choices }) => choices.includes(value),
  bool: (value) => typeof value === "boolean",
  list: strings,
  span: (value, _, length) => inside(value, length),
  text: (value) => typeof value === "string",
};

// Whether something that was stored is a record of this document that the page can show.
export function isRecord(stored, document) {
  if (!Object.hasOwn(head.fields, stored?.kind ?? "") || typeof stored.id !== "string") return false;
  const { length } = offsetsOf(document);
  const linked = Array.isArray(stored.links) && stored.links.every((link) => strings([link?.role, link?.target]));
  const whole = (stored.fragments ?? []).every?.(([start, end]) => inside({ start, end }, length));
  const typed = head.fields[stored.kind].every((field) => {
    const value = stored[field.name];
    return value === null ? field.null : TYPES[field.type](value, field, length);
  });
  return inside(stored, length) && Boolean(linked && whole && typed);
}

const OPEN = { speaker_kind: "unknown", speaker_basis: "none", currency_basis: "unresolved", basis: "unresolved" };

// A record of a kind over some words, with nothing claimed that the reader has not said.
export function newRecord(kind, id, start, end, text) {
  const record = { kind, id, start, end, links: [] };
  for (const { name, type, choices, null: optional } of head.fields[kind]) {
    if (optional) record[name] = null;
    else if (type === "choice") record[name] = OPEN[name] ?? choices[0];
    else if (type === "bool") record[name] = false;
    else if (type === "list") record[name] = [];
    else if (type === "span") record[name] = { start, end };
    else record[name] = text;
  }
  return record;
}
