
"use strict";
// Fields of one error, in the order in which they are written.
const ERROR = 0, KIND = 1, ATTRIBUTE = 2, GOLD = 3, PRED = 4, WANTED = 5, FOUND = 6, RULE = 7;
const NAMES = { missed: "missed", spurious: "spurious", boundary: "other boundaries", value: "wrong value" };
// Where several claims lie over each other, the mark shows the worst.
const RANK = ["same", "value", "boundary", "spurious", "missed"];
const FILTERS = { kind: KIND, error: ERROR, attribute: ATTRIBUTE, rule: RULE };

const byId = (id) => document.getElementById(id);
const documents = JSON.parse(byId("documents").textContent);
const state = { document: 0, kind: "", error: "", attribute: "", rule: "", chosen: null };

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function passes(error, except) {
  return Object.entries(FILTERS).every(([name, at]) => name === except || !state[name] || error[at] === state[name]);
}

function fill(select, entries, chosen) {
  select.replaceChildren(...entries.map(([value, text]) => {
    const option = element("option", text);
    option.value = value;
    return option;
  }));
  select.value = chosen;
}

function fillFilters() {
  const counts = documents.map((d) => d.errors.filter((e) => passes(e)).length);
  fill(byId("document"), documents.map((d, at) => [String(at), `${d.id} (${counts[at]})`]), String(state.document));
  for (const [name, at] of Object.entries(FILTERS)) {
    const found = new Map();
    let all = 0;
    for (const d of documents) for (const e of d.errors) {
      if (!passes(e, name)) continue;
      all += 1;
      if (e[at]) found.set(e[at], (found.get(e[at]) || 0) + 1);
    }
    // A filter that nothing passes any more stays in sight, so that it can be taken back.
    if (state[name] && !found.has(state[name])) found.set(state[name], 0);
    const entries = [...found].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const shown = entries.map(([value, n]) => [value, `${name === "error" ? NAMES[value] : value} (${n})`]);
    fill(byId(name), [["", `all (${all})`], ...shown], state[name]);
  }
  const total = counts.reduce((a, b) => a + b, 0);
  byId("status").textContent = `${counts[state.document] || 0} errors in this document and ${total} in all pass the filters.`;
}

// Offsets count code points; a JavaScript string counts UTF-16 units, so the text is cut into code points first.
function drawSide(id, characters, claims, side, errors) {
  const status = claims.map(() => 0);
  const errorsOf = claims.map(() => []);
  errors.forEach(([at, error]) => {
    const claim = error[side];
    if (claim === null) return;
    status[claim] = Math.max(status[claim], RANK.indexOf(error[ERROR]));
    errorsOf[claim].push(at);
  });
  const shown = claims.map((_, at) => at).filter((at) => !state.kind || claims[at][0] === state.kind);
  const starts = new Map(), ends = new Map(), cuts = new Set([0, characters.length]);
  const note = (map, offset, claim) => {
    const place = Math.min(offset, characters.length);
    cuts.add(place);
    if (!map.has(place)) map.set(place, []);
    map.get(place).push(claim);
  };
  for (const at of shown) for (const [start, end] of claims[at][1]) {
    note(starts, start, at);
    note(ends, end, at);
  }
  const places = [...cuts].sort((a, b) => a - b);
  const open = new Set(), parts = document.createDocumentFragment();
  places.forEach((place, n) => {
    (ends.get(place) || []).forEach((at) => open.delete(at));
    (starts.get(place) || []).forEach((at) => open.add(at));
    const text = characters.slice(place, places[n + 1] ?? place).join("");
    if (!text) return;
    if (!open.size) {
      parts.append(text);
      return;
    }
    const worst = Math.max(...[...open].map((at) => status[at]));
    const mark = element("span", text, `mark ${RANK[worst]}`);
    mark.dataset.claims = [...open].join(" ");
    mark.title = [...open].map((at) => `${claims[at][0]}: ${RANK[status[at]] === "same" ? "same" : NAMES[RANK[status[at]]]}`).join("\n");
    const first = [...open].flatMap((at) => errorsOf[at]).sort((a, b) => a - b)[0];
    if (first !== undefined) mark.dataset.errors = String(first);
    parts.append(mark);
  });
  byId(id).replaceChildren(parts);
}

function draw() {
  const shown = documents[state.document];
  fillFilters();
  if (!shown) return;
  const errors = shown.errors.map((error, at) => [at, error]).filter(([, error]) => passes(error));
  byId("name").textContent = [shown.id, shown.about].filter(Boolean).join(" · ");
  const characters = Array.from(shown.text);
  drawSide("gold", characters, shown.gold, GOLD, errors);
  drawSide("pred", characters, shown.pred, PRED, errors);
  byId("rows").replaceChildren(...errors.map(([at, error]) => {
    const row = element("tr");
    row.dataset.error = String(at);
    const first = element("td");
    const button = element("button", NAMES[error[ERROR]]);
    button.type = "button";
    button.addEventListener("click", () => choose(at, true));
    first.append(button);
    row.append(first, ...[KIND, ATTRIBUTE, WANTED, FOUND, RULE].map((field) => element("td", error[field])));
    return row;
  }));
  if (!errors.some(([at]) => at === state.chosen)) state.chosen = null;
  if (state.chosen !== null) choose(state.chosen, false);
}

function choose(at, scroll) {
  state.chosen = at;
  document.querySelectorAll(".chosen").forEach((old) => old.classList.remove("chosen"));
  const row = document.querySelector(`tr[data-error="${at}"]`);
  if (row) row.classList.add("chosen");
  const error = documents[state.document].errors[at];
  for (const [id, side] of [["gold", GOLD], ["pred", PRED]]) {
    const marks = [...byId(id).querySelectorAll(".mark")].filter((mark) => mark.dataset.claims.split(" ").includes(String(error[side])));
    marks.forEach((mark) => mark.classList.add("chosen"));
    if (scroll && marks.length) marks[0].scrollIntoView({ block: "nearest" });
  }
}

function step(by) {
  const passing = (at) => documents[at].errors.map((error, n) => [n, error]).filter(([, error]) => passes(error)).map(([n]) => n);
  const here = documents.length ? passing(state.document) : [];
  const place = here.indexOf(state.chosen);
  let next = state.chosen === null ? (by > 0 ? here[0] : here[here.length - 1]) : here[place + by];
  for (let n = 1; next === undefined && n <= documents.length; n += 1) {
    state.document = (state.document + by + documents.length) % documents.length;
    const there = passing(state.document);
    next = by > 0 ? there[0] : there[there.length - 1];
  }
  if (next === undefined) return;
  state.chosen = next;
  draw();
  choose(next, true);
  const error = documents[state.document].errors[next];
  byId("status").textContent = `${documents[state.document].id}: ${NAMES[error[ERROR]]}, ${[error[KIND], error[ATTRIBUTE]].filter(Boolean).join(" ")}`;
}

for (const name of Object.keys(FILTERS)) {
  byId(name).addEventListener("change", (event) => { state[name] = event.target.value; draw(); });
}
byId("document").addEventListener("change", (event) => { state.document = Number(event.target.value); state.chosen = null; draw(); });
byId("next").addEventListener("click", () => step(1));
byId("previous").addEventListener("click", () => step(-1));
byId("filters").addEventListener("submit", (event) => event.preventDefault());
byId("filters").addEventListener("reset", (event) => {
  event.preventDefault();
  for (const name of Object.keys(FILTERS)) state[name] = "";
  draw();
});
for (const id of ["gold", "pred"]) {
  byId(id).addEventListener("click", (event) => {
    const at = event.target.dataset ? event.target.dataset.errors : undefined;
    if (at !== undefined) choose(Number(at), true);
  });
}
draw();
