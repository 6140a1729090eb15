// Addresses within the page: #document/claim, #:ledger, #:timeline. A link to a claim can be kept and sent.

import { documentByName, documents, itemById } from "./data.js";
import { byId } from "./dom.js";
import { emit, state } from "./state.js";

// A colon at the beginning is no document: in the names of documents it is written %3A.
const TABS = ["articles", "ledger", "timeline"];

export const hashOf = (document, item = null) =>
  `#${encodeURIComponent(wellFormed(document.doc_id))}${item ? `/${encodeURIComponent(wellFormed(item.record.id))}` : ""}`;

const wellFormed = (text) => (text.isWellFormed?.() === false ? text.toWellFormed() : text);

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function show(tab) {
  const changed = state.tab !== tab;
  state.tab = tab;
  document.body.dataset.tab = tab;
  for (const name of TABS) {
    const link = byId(`tab-${name}`);
    if (name === tab) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (changed) emit("tab");
}

// On a phone the list and the article are two screens.
export const showScreen = (name) => {
  document.body.dataset.screen = name;
};

// There the claims rise over the article, and only when asked for.
export const openClaims = (open) => document.body.classList.toggle("claims-open", open);

function set(shown, item) {
  const changed = shown !== state.document;
  state.document = shown;
  state.item = item;
  if (changed) emit("document");
  emit("item");
}

const put = (hash, kept) => {
  if (location.hash === hash) return;
  if (kept) history.pushState(null, "", hash);
  else history.replaceState(null, "", hash);
};

export function followDocument(shown) {
  show("articles");
  showScreen("article");
  set(shown, null);
  put(hashOf(shown), true);
}

// Steps from claim to claim in one article are no steps back.
export function followItem(item) {
  const elsewhere = state.tab !== "articles" || item.document !== state.document;
  show("articles");
  showScreen("article");
  set(item.document, item);
  put(hashOf(item.document, item), elsewhere);
}

export function leaveItem() {
  if (!state.item) return;
  set(state.document, null);
  put(hashOf(state.document), false);
}

export function followHash() {
  const hash = location.hash.slice(1);
  if (hash.startsWith(":")) {
    const tab = hash.slice(1);
    if (TABS.includes(tab)) show(tab);
    showScreen("list");
    return;
  }
  const [name, id] = hash.split("/").map(decoded);
  const shown = documentByName.get(name) ?? documents.find((other) => wellFormed(other.doc_id) === name);
  show("articles");
  showScreen(shown ? "article" : "list");
  set(shown ?? state.document ?? documents[0], shown && id ? itemById(shown, id) : null);
}
