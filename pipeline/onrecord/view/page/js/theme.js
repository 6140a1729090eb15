// Light or dark: as the system says, unless the reader has chosen.

import { byId } from "./dom.js";

const KEY = "onrecord-theme";
const system = matchMedia("(prefers-color-scheme: dark)");

function chosen() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function show(theme) {
  const shown = theme ?? (system.matches ? "dark" : "light");
  document.documentElement.dataset.theme = shown;
  byId("theme").setAttribute("aria-pressed", String(shown === "dark"));
}

export function startTheme() {
  show(chosen());
  system.addEventListener("change", () => show(chosen()));
  // Paper is white.
  addEventListener("beforeprint", () => show("light"));
  addEventListener("afterprint", () => show(chosen()));
  byId("theme").addEventListener("click", () => {
    const other = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    show(other);
    try {
      localStorage.setItem(KEY, other);
    } catch {
      // Then it holds for this visit.
    }
  });
}
