// Days as numbers that can be compared (dates as strings stand in the wrong order before Christ), and in words.

import { inWords } from "./timex.js";

const DAY = /^(-?\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

// "2026-03" is the first day of the period, or its last; null is no date.
export function dayNumber(text, last = false) {
  const found = DAY.exec(text);
  if (!found) return null;
  const [month, day] = [found[2], found[3]].map((part) => (part ? Number(part) : last ? 99 : 0));
  return Number(found[1]) * 10_000 + month * 100 + day;
}

const WEEK = /^\d{4}-W\d\d$/;

export function dayOf(record) {
  const { value, start_date: start } = record;
  if (value === null) return "unresolved";
  const approx = record.approx === "none" ? "" : record.approx;
  const bound = record.bound === "at" ? "" : record.bound;
  const shown = start && WEEK.test(value) ? `week of ${inWords(start)}` : inWords(value, record.type);
  return [bound, approx, shown].filter(Boolean).join(" ");
}

// The day an article was published; the time of day, where there is one, is in its record.
export const publishedOf = (document) => (document.published ? inWords(document.published.slice(0, 10)) : "");
