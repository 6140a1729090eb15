// Beside the article: all its claims, or everything about the chosen one, or the form that edits it.

import { badge, overview } from "./claim_list.js";
import { details } from "./details.js";
import { announce, byId, el, refill } from "./dom.js";
import { editForm } from "./edit.js";
import { setVerdict } from "./marks.js";
import { on, state } from "./state.js";

let editing = null;

export function drawPanel() {
  const panel = byId("panel");
  const { item } = state;
  if (editing !== item) editing = null;
  document.body.classList.toggle("has-item", item !== null);
  const leave = () => {
    editing = null;
    drawPanel();
  };
  const focused = panel.contains(document.activeElement) ? document.activeElement : null;
  const shown = item === null ? overview(edit) : editing ? [el("header", {}, badge(item.record.kind), el("span.place", {}, "edit")), editForm(item, leave)] : details(item, { mark, edit });
  refill(panel, shown);
  if (focused && focused !== panel) keepFocus(panel, focused.getAttribute("aria-label"));
}

// Whoever goes through claims with the keyboard stays where they are, or at the head of what is shown instead.
function keepFocus(panel, label) {
  const again = label && panel.querySelector(`[aria-label="${CSS.escape(label)}"]`);
  (again || panel).focus();
}

export function edit() {
  if (!state.item) return;
  editing = state.item;
  drawPanel();
  byId("panel").querySelector("form.edit input, form.edit select").focus();
}

// The same mark again takes it back.
export function mark(verdict) {
  const { item } = state;
  if (!item) return;
  const again = item.mark?.verdict === verdict;
  setVerdict(item, again ? null : verdict);
  announce(again ? "Mark taken back" : verdict);
  byId("panel").querySelector(`.verdicts .${verdict}`)?.focus();
}

export function startPanel() {
  on("item", () => {
    drawPanel();
    byId("panel").scrollTop = 0;
  });
  on("filters", () => {
    // A form that is open keeps what was typed.
    if (!editing) drawPanel();
  });
}
