// Everything about one claim: what it says, where, what it is joined to, and what made it.

import { step } from "./article.js";
import { badge, choose, entry } from "./claim_list.js";
import { head, piecesOf, slice, targetOf, textOf } from "./data.js";
import { el } from "./dom.js";
import { backwards, gist } from "./gist.js";
import { hashOf, leaveItem } from "./route.js";
import { sourceLink } from "./source.js";
import { clip, visible, words } from "./text.js";

function verdicts(item, { mark, edit }) {
  const verdict = item.mark?.verdict ?? null;
  const button = (name, wanted, key) =>
    el(
      `button.${wanted}`,
      { type: "button", title: `${name} (${key})`, "aria-pressed": String(verdict === wanted), onclick: () => mark(wanted) },
      name,
    );
  return el(
    "div.verdicts",
    { role: "group", "aria-label": "Review" },
    button("Accept", "accepted", "a"),
    button("Reject", "rejected", "r"),
    el("button.edited", { type: "button", title: "Edit (e)", "aria-pressed": String(verdict === "edited" || verdict === "added"), onclick: edit }, "Edit"),
  );
}

function evidence(item) {
  const { record, document } = item;
  const { start, end } = record.sentence ?? record;
  const from = Math.min(start, record.start);
  const to = Math.max(end, record.end);
  const parts = [];
  let at = from;
  for (const [first, last] of piecesOf(record)) {
    if (at < first) parts.push(visible(slice(document, at, first)));
    parts.push(el(`mark.kind-${record.kind}`, {}, visible(slice(document, first, last))));
    at = last;
  }
  if (at < to) parts.push(visible(slice(document, at, to)).trimEnd());
  return el("blockquote", { dir: "auto" }, ...parts);
}

function value(item, { name, type }) {
  const found = item.record[name];
  if (found === null || found === undefined) return el("span.null", {}, "null");
  if (type === "span") return el("q", { dir: "auto" }, visible(slice(item.document, found.start, found.end)));
  if (type === "list") return found.length ? el("ul", {}, ...found.map((one) => el("li", {}, el("bdi", {}, visible(one))))) : el("span.null", {}, "none");
  if (type === "bool") return found ? "yes" : "no";
  if (type === "choice") return words(found);
  if (/^amount_/.test(name)) return grouped(found);
  return el("bdi", {}, visible(found));
}

const grouped = (digits) => digits.replace(/^(-?\d+)/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, "\u202f"));

function fields(item) {
  const before = item.original?.record;
  const rows = head.fields[item.record.kind].flatMap((field) => {
    const changed = before && JSON.stringify(before[field.name]) !== JSON.stringify(item.record[field.name]);
    return [el("dt", {}, words(field.name)), el("dd", { className: changed ? "changed" : "", title: changed ? "edited" : "" }, value(item, field))];
  });
  return el("dl", {}, ...rows);
}

function links(item) {
  const { record, document } = item;
  const rows = record.links.map((link) => ({ role: words(link.role), arrow: "→", ...targetOf(document, link.target) }));
  for (const other of document.items) {
    for (const link of other.record.links) if (link.target === record.id) rows.push({ role: backwards(link.role), arrow: "←", item: other, text: textOf(other) });
  }
  if (!rows.length) return null;
  const shown = rows.map(({ role, arrow, item: target, text }) =>
    el(
      "li",
      {},
      el("span.role", {}, el("span", { "aria-hidden": "true" }, `${arrow} `), role),
      target ? el(`button.claim.kind-${target.record.kind}`, { type: "button", onclick: choose(target) }, el("span.swatch", { "aria-hidden": "true" }), el("span.words", { dir: "auto" }, clip(text, 80))) : el("bdi", {}, clip(text, 80)),
    ),
  );
  return el("section", {}, el("h3", {}, "Links"), el("ul.joined-to", {}, ...shown));
}

function origin({ record, mark }) {
  if (mark?.verdict === "added") return el("p.origin", {}, "Added by you.");
  if (!record.rule) return null;
  const sure = record.confidence;
  const meter = sure === undefined ? null : el("meter", { min: 0, max: 1, value: sure, "aria-label": `confidence ${sure}` });
  return el("p.origin", {}, el("span", {}, record.stage), " · ", el("code", {}, record.rule), meter ? [" ", meter, ` ${sure.toFixed(2)}`] : null);
}

function raw(item) {
  const shown = { ...item.record, doc_id: item.document.doc_id, text: slice(item.document, item.record.start, item.record.end) };
  return el("details", {}, el("summary", {}, "Record"), el("pre", { tabIndex: 0 }, visible(JSON.stringify(shown, null, 1))));
}

export function details(item, actions) {
  const passing = item.document.items.filter((other) => other.passes || other === item);
  const around = item.document.items.filter((other) => other !== item && other.passes && other.record.start <= item.record.start && other.record.end >= item.record.end);
  return [
    el(
      "header",
      {},
      badge(item.record.kind),
      el("span.place", {}, `${passing.indexOf(item) + 1} of ${passing.length}`),
      el("button.icon", { type: "button", "aria-label": "Previous claim", title: "Previous (k)", onclick: () => step(-1) }, "↑"),
      el("button.icon", { type: "button", "aria-label": "Next claim", title: "Next (j)", onclick: () => step(1) }, "↓"),
      el("button.icon", { type: "button", "aria-label": "Close", title: "Close (Esc)", onclick: leaveItem }, "×"),
    ),
    el("h2", {}, el("bdi", {}, visible(gist(item)))),
    verdicts(item, actions),
    evidence(item),
    el("p.out", {}, el("a", { href: hashOf(item.document, item) }, "Link to this claim"), sourceLink(item.document, slice(item.document, ...piecesOf(item.record)[0]), "At the source ↗")),
    el("h3", {}, "Fields"),
    fields(item),
    links(item),
    around.length ? el("h3", {}, "Within") : null,
    around.length ? el("ol.claims", {}, ...around.map(entry)) : null,
    el("h3", {}, "Found by"),
    origin(item),
    raw(item),
  ];
}
