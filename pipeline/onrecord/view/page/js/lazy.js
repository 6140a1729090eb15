// A long list of which only what is near the screen is made.

import { el } from "./dom.js";

const CHUNK = 16;

export class LazyList {
  constructor(list, render) {
    this.list = list;
    this.render = render;
    this.end = el(`${list.tagName === "TBODY" ? "tr" : "li"}.end`, { "aria-hidden": "true" });
    this.watch = new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && this.more(), { rootMargin: "600px" });
    this.show([]);
  }

  show(entries) {
    this.entries = entries;
    this.made = 0;
    this.list.replaceChildren(this.end);
    this.watch.unobserve(this.end);
    this.watch.observe(this.end);
    this.more();
  }

  more(until = this.made + CHUNK) {
    const next = this.entries.slice(this.made, until);
    this.end.before(...next.map((entry, n) => this.render(entry, this.made + n)));
    this.made += next.length;
    this.end.hidden = this.made >= this.entries.length;
  }

  // The element of an entry, made now if it has not been.
  element(at) {
    if (at >= this.made) this.more(at + CHUNK);
    return this.list.children[at];
  }
}

// On paper nothing is made later: what a function names is made whole before the page is printed.
export function printWhole(shown) {
  addEventListener("beforeprint", () => {
    const list = shown();
    if (list) list.more(list.entries.length);
  });
}
