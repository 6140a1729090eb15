// Links out of the page: to where an article was published, at the words a claim is made of.

import { el } from "./dom.js";

// Addresses come with the articles, so nothing but the web is linked: no javascript:, no data:, no file:.
export function safeAddress(text) {
  if (typeof text !== "string") return null;
  try {
    const address = new URL(text);
    return address.protocol === "https:" || address.protocol === "http:" ? address : null;
  } catch {
    return null;
  }
}

const encoded = (text) => encodeURIComponent(text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")).replaceAll("-", "%2D");

// #:~:text=… scrolls to the words and marks them in browsers that know text fragments. A long passage, or one over more
// than a line, is named by its first and last words.
export function addressOf(document, text) {
  const address = safeAddress(document.url);
  if (!address) return null;
  if (text) {
    const all = text.split(/\s+/).filter(Boolean);
    const short = all.length <= 10 && !/\n/.test(text.trim());
    const named = short ? encoded(all.join(" ")) : `${encoded(all.slice(0, 4).join(" "))},${encoded(all.slice(-4).join(" "))}`;
    address.hash = `${address.hash}:~:text=${named}`;
  }
  return address.href;
}

export function sourceLink(document, text, label) {
  const href = addressOf(document, text);
  return href && el("a.source", { href, target: "_blank", rel: "noopener noreferrer", referrerPolicy: "no-referrer" }, label);
}
