// Days as numbers that can be compared (dates as strings stand in the wrong order before Christ), and in words.

const DAY = /^(-?\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

// "2026-03" is the first day of the period, or its last; null is no date.
export function dayNumber(text, last = false) {
  const found = DAY.exec(text);
  if (!found) return null;
  const [month, day] = [found[2], found[3]].map((part) => (part ? Number(part) : last ? 99 : 0));
  return Number(found[1]) * 10_000 + month * 100 + day;
}

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

// A value of TIMEX3 as people write it; one that is no calendar date (a duration, "some Friday") stays as it is.
function calendar(value) {
  const [, year, rest = ""] = /^(\d{4})(?:-(.*))?$/.exec(value) ?? [];
  const day = /^(\d\d)(?:-(\d\d)(?:T(\d\d:\d\d).*)?)?$/.exec(rest);
  if (!year) return /^\d{3}$/.test(value) ? `${value}0s` : value;
  if (!rest) return year;
  if (day && MONTHS[day[1] - 1]) return [day[2] && Number(day[2]), MONTHS[day[1] - 1], year, day[3]].filter(Boolean).join(" ");
  if (/^Q\d$|^H\d$/.test(rest)) return `${rest} ${year}`;
  return value;
}

const WEEK = /^\d{4}-W\d\d$/;

export function dayOf(record) {
  const { value, start_date: start } = record;
  if (value === null) return "unresolved";
  const approx = record.approx === "none" ? "" : record.approx;
  const bound = record.bound === "at" ? "" : record.bound;
  const shown = start && WEEK.test(value) ? `week of ${calendar(start)}` : calendar(value);
  return [bound, approx, shown].filter(Boolean).join(" ");
}

// The day an article was published; the time of day, where there is one, is in its record.
export const publishedOf = (document) => (document.published ? calendar(document.published.slice(0, 10)) : "");
