// The documents and their claims as the page works with them.

import { dayNumber } from "./days.js";
import { Offsets, clip, folded } from "./text.js";

const data = JSON.parse(document.getElementById("data").textContent);

export const head = data.head;
export const documents = data.documents;
export const KINDS = Object.keys(head.fields);
export const names = [];
export const foldedNames = [];
const nameIds = new Map();

function nameId(name) {
  let id = nameIds.get(name);
  if (id === undefined) {
    id = names.length;
    nameIds.set(name, id);
    names.push(name);
    foldedNames.push(folded(name));
  }
  return id;
}

// An item is a claim as the page shows it: its record, what it is found by, and what the reader has said about it.
export function makeItem(record, document, facets) {
  return {
    record,
    document,
    who: facets[0].map(nameId),
    currencies: facets[1],
    days: facets[2].map(([first, last]) => [dayNumber(first), dayNumber(last)]),
    passes: true,
    mark: null,
  };
}

export const documentByName = new Map();

documents.forEach((document, at) => {
  document.at = at;
  document.items = document.claims.map((record, n) => makeItem(record, document, document.facets[n]));
  document.items.sort((a, b) => a.record.start - b.record.start || b.record.end - a.record.end);
  documentByName.set(document.doc_id, document);
});

export const total = documents.reduce((sum, document) => sum + document.items.length, 0);

export const offsetsOf = (document) => (document.offsets ??= new Offsets(document.text));

export function slice(document, start, end) {
  const offsets = offsetsOf(document);
  return document.text.slice(offsets.unit(start), offsets.unit(end));
}

export const piecesOf = (record) => record.fragments ?? [[record.start, record.end]];

export const textOf = (item) => piecesOf(item.record).map(([start, end]) => slice(item.document, start, end)).join(" … ");

export const titleOf = (document) => document.title || clip(document.text, 90) || document.doc_id;

export const itemById = (document, id) => document.items.find((item) => item.record.id === id) ?? null;

// What a link points at: a claim of the document, or in gold a participant that the document lists.
export function targetOf(document, target) {
  const item = itemById(document, target);
  if (item) return { item, text: textOf(item) };
  const id = target.startsWith("entity:") ? target.slice("entity:".length) : null;
  const participant = (document.entities ?? []).find((entity) => entity.id === id);
  return { item: null, text: participant ? participant.name : target };
}

// What search looks into.
export const haystackOf = (document) =>
  (document.haystack ??= folded([document.title, document.publisher, document.doc_id, document.text].filter(Boolean).join("\n")));
