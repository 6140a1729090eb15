// The form that edits a claim. Its fields, their choices and their shapes come from the record format.

import { head, itemById, slice, textOf } from "./data.js";
import { el, options } from "./dom.js";
import { faultsOf } from "./checks.js";
import { saveRecord } from "./marks.js";
import { lastSelected } from "./places.js";
import { clip, words } from "./text.js";

// Controls work on a copy, which becomes the record when it is saved.
export function editForm(item, leave) {
  const draft = structuredClone(item.record);
  const faults = el("ul.faults");
  const form = el(
    "form.edit",
    {
      "aria-label": `Edit ${item.record.kind}`,
      onsubmit: (event) => {
        event.preventDefault();
        const found = faultsOf(draft, item.document);
        faults.replaceChildren(...found.map((fault) => el("li", {}, fault)));
        if (!found.length) {
          leave();
          saveRecord(item, draft);
        }
      },
    },
    extent(item.document, draft),
    ...head.fields[draft.kind].map((field) => control(item.document, draft, field)),
    linksControl(item, draft),
    el("div", { role: "alert" }, faults),
    el("div.actions", {}, el("button.primary", { type: "submit" }, "Save"), el("button", { type: "button", onclick: leave }, "Cancel")),
  );
  return form;
}

const useSelection = (document, use) =>
  el("button.small", { type: "button", title: "Select words in the article first", onclick: () => { const found = lastSelected(document); if (found) use(...found); } }, "Use selected words");

function extent(document, draft) {
  const shown = el("q", { dir: "auto" });
  const inputs = ["start", "end"].map((name) =>
    el("input", { type: "number", min: 0, value: draft[name], "aria-label": `${name} of the span`, oninput: (event) => set(name, event.target.valueAsNumber) }),
  );
  const draw = () => {
    shown.textContent = clip(slice(document, draft.start, draft.end), 300);
  };
  const set = (name, value) => {
    if (!Number.isInteger(value) || draft[name] === value) return;
    draft[name] = value;
    delete draft.fragments;
    draw();
  };
  draw();
  const use = (start, end) => {
    set("start", start);
    set("end", end);
    [inputs[0].value, inputs[1].value] = [start, end];
  };
  return el("fieldset.span", {}, el("legend", {}, "span"), shown, el("div.actions", {}, ...inputs, useSelection(document, use)));
}

function control(document, draft, field) {
  const { name, type } = field;
  if (type === "span") return part(document, draft, field);
  const set = (value) => {
    draft[name] = value;
  };
  let input;
  if (type === "choice") {
    input = el("select", { onchange: (event) => set(event.target.value || null) });
    options(input, [...(field.null ? [["", "null"]] : []), ...field.choices.map((value) => [value, words(value)])], draft[name] ?? "");
  } else if (type === "bool") {
    input = el("input", { type: "checkbox", checked: draft[name], onchange: (event) => set(event.target.checked) });
  } else if (type === "list") {
    const value = draft[name].join("\n");
    const read = (event) => set(event.target.value.split("\n").map((line) => line.trim()).filter(Boolean));
    input = el("textarea", { rows: 2, value, placeholder: "one a line", oninput: read });
  } else {
    const read = (event) => set(event.target.value === "" && field.null ? null : event.target.value);
    input = el("input", { type: "text", value: draft[name] ?? "", placeholder: field.null ? "null" : "", spellcheck: false, oninput: read });
  }
  Object.assign(input, { name, id: `edit-${name}` });
  return el(`div.field.of-${type}`, {}, el("label", { for: input.id }, words(name)), input);
}

function part(document, draft, { name, null: optional }) {
  const shown = el("q", { dir: "auto" });
  const draw = () => {
    const span = draft[name];
    shown.textContent = span ? clip(slice(document, span.start, span.end), 120) : "";
    shown.hidden = !span;
  };
  const set = (span) => {
    draft[name] = span;
    draw();
  };
  draw();
  return el(
    "fieldset.span",
    {},
    el("legend", {}, words(name)),
    shown,
    el("div.actions", {}, useSelection(document, (start, end) => set({ start, end })), optional ? el("button.small", { type: "button", onclick: () => set(null) }, "None") : null),
  );
}

function linksControl(item, draft) {
  const { document } = item;
  const list = el("ul.links-edit");
  const role = el("select", { "aria-label": "role of a new link" });
  const target = el("select", { "aria-label": "target of a new link" });
  const draw = () =>
    list.replaceChildren(
      ...draft.links.map((link) => {
        const there = itemById(document, link.target);
        const remove = () => {
          draft.links = draft.links.filter((other) => other !== link);
          draw();
        };
        const text = clip(there ? textOf(there) : link.target, 60);
        return el("li", {}, `${words(link.role)}: `, el("bdi", {}, text), " ", el("button.small", { type: "button", "aria-label": `Remove the link ${link.role}`, onclick: remove }, "×"));
      }),
    );
  // Which kind a role joins is part of the format; any other target would be refused when the gold is read.
  const fill = () => {
    const kind = head.targets[role.value] ?? draft.kind;
    const fitting = document.items.filter((other) => other.record.kind === kind && other.record.id !== draft.id);
    options(target, fitting.map((other) => [other.record.id, clip(textOf(other), 50)]), fitting[0]?.record.id ?? "");
  };
  const add = () => {
    if (!target.value || draft.links.some((link) => link.role === role.value && link.target === target.value)) return;
    draft.links = [...draft.links, { role: role.value, target: target.value }];
    draw();
  };
  options(role, head.roles.map((name) => [name, words(name)]), head.roles[0]);
  role.addEventListener("change", fill);
  fill();
  draw();
  return el("fieldset.span", {}, el("legend", {}, "links"), list, el("div.actions", {}, role, target, el("button.small", { type: "button", onclick: add }, "Add link")));
}
