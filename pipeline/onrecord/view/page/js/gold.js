// What the reader corrected, in the form of gold: documents.jsonl and claims.jsonl as every command reads them.

import { head, piecesOf, slice } from "./data.js";

const DOCUMENT = ["doc_id", "text", "sha256", "published", "title", "url", "publisher", "language", "entities"];

function goldDocument(document) {
  return Object.fromEntries(DOCUMENT.filter((name) => document[name] !== undefined).map((name) => [name, document[name]]));
}

const withText = (document, span) => span && { start: span.start, end: span.end, text: slice(document, span.start, span.end) };

// A link to a participant goes to another mention of it where the one it went to is not kept; any other link goes.
function keptLinks(item, kept) {
  const ids = new Set(kept.map((other) => other.record.id));
  const found = [];
  for (const { role, target } of item.record.links) {
    let there = ids.has(target) || target.startsWith("entity:") ? target : null;
    if (!there) {
      const gone = item.document.items.find((other) => other.record.id === target)?.record;
      const again = gone?.kind === "entity" && kept.find(({ record }) => record.kind === "entity" && record.entity_id === gone.entity_id);
      there = again ? again.record.id : null;
    }
    if (there && !found.some((link) => link.role === role && link.target === there)) found.push({ role, target: there });
  }
  return found;
}

// Who made a claim and how sure that is belongs to the pipeline; gold has none of it.
function goldClaim(item, kept) {
  const { record, document } = item;
  const whole = { kind: record.kind, id: record.id, doc_id: document.doc_id, start: record.start, end: record.end };
  whole.text = slice(document, record.start, record.end);
  if (record.fragments) whole.fragments = piecesOf(record);
  whole.links = keptLinks(item, kept);
  for (const { name, type } of head.fields[record.kind]) whole[name] = type === "span" ? withText(document, record[name]) : record[name];
  return whole;
}

// Lone surrogates become JSON escapes, as they are in the files that onrecord writes.
const lines = (records) => records.map((record) => `${JSON.stringify(record)}\n`).join("");

// The two files over some documents; claims nobody has looked at are kept, or left out.
export function gold(documents, keepOpen) {
  const claims = documents.flatMap((document) => {
    const kept = document.items.filter(({ mark }) => (mark ? mark.verdict !== "rejected" : keepOpen));
    return kept.map((item) => goldClaim(item, kept));
  });
  return {
    "documents.jsonl": lines(documents.map(goldDocument)),
    "claims.jsonl": lines(claims),
    claims: claims.length,
  };
}
