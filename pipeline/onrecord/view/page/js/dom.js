// Elements are made here and nowhere else. Text goes in as text nodes: nothing in this page parses markup.

export const byId = (id) => document.getElementById(id);

// el("button.primary", { type: "button", onclick }, "Save") – a property in `props` that is a function is a listener,
// one with a dash or named role is an attribute, any other is set on the element.
export function el(name, props = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const made = document.createElement(tag);
  if (classes.length) made.className = classes.join(" ");
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null) continue;
    if (typeof value === "function") made.addEventListener(key.slice(2), value);
    else if (key.includes("-") || key === "role" || key === "for" || key === "colspan") made.setAttribute(key, value);
    else if (key === "dataset") Object.assign(made.dataset, value);
    else made[key] = value;
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

// Puts children in the place of all there were; what is absent is left out.
export const refill = (parent, ...children) => parent.replaceChildren(...children.flat().filter(Boolean));

const SVG = "http://www.w3.org/2000/svg";

export function svg(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

export function options(select, entries, chosen) {
  select.replaceChildren(...entries.map(([value, text]) => el("option", { value }, text)));
  select.value = chosen;
}

// Scrolls a pane so that an element in it is seen, in its middle or just so. The element's own scrollIntoView would also
// move the place from which the Tab key goes on.
export function bringIntoView(pane, element, { middle = false, smooth = false } = {}) {
  const [box, frame, style] = [element.getBoundingClientRect(), pane.getBoundingClientRect(), getComputedStyle(pane)];
  const top = frame.top + (parseFloat(style.scrollPaddingTop) || 0);
  const bottom = frame.bottom - (parseFloat(style.scrollPaddingBottom) || 0);
  let by = 0;
  if (middle) by = box.top + Math.min(box.height, bottom - top) / 2 - (top + bottom) / 2;
  else if (box.top < top) by = box.top - top;
  else if (box.bottom > bottom) by = box.bottom - bottom;
  const calm = !smooth || matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (by) pane.scrollBy({ top: by, behavior: calm ? "instant" : "smooth" });
}

let announced = 0;

// Said by screen readers. A blank at the end makes a repeated message a new one.
export function announce(message) {
  announced += 1;
  byId("status").textContent = message + (announced % 2 ? "\u00a0" : "");
}
