// What is shown, and who wants to know when that changes.

export const state = {
  tab: "articles",
  document: null,
  item: null,
  search: "",
  filters: { off: new Set(), who: "", act: "", currency: "", from: "", to: "", review: "" },
};

const listeners = { filters: [], document: [], item: [], marks: [], tab: [] };

export const on = (topic, listener) => listeners[topic].push(listener);

export function emit(topic) {
  for (const listener of listeners[topic]) listener();
}
