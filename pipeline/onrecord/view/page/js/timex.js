// Values of TIMEX3 in words. What is not known here stays as it is written. Values come from records, which can hold
// any string: they are looked up in maps, where "constructor" is nothing.

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");
const SEASONS = new Map([["SP", "spring"], ["SU", "summer"], ["FA", "autumn"], ["WI", "winter"]]);
const PARTS_OF_DAY = new Map([["MO", "morning"], ["MI", "midday"], ["AF", "afternoon"], ["EV", "evening"], ["NI", "night"], ["DT", "daytime"]]);
const REFERENCES = new Map([["PRESENT_REF", "now"], ["PAST_REF", "the past"], ["FUTURE_REF", "the future"]]);
const UNITS = { Y: "year", Q: "quarter", M: "month", W: "week", WE: "weekend", D: "day", DE: "decade", CE: "century", TH: "hour", TM: "minute", TS: "second" };

const many = (unit) => (unit === "century" ? "centuries" : `${unit}s`);

// "P4Y" is [["4", "year"]], "PXM" some months; null is no duration.
function duration(value) {
  const whole = /^P((?:[\dX.]+(?:DE|CE|WE|[YQMWD]))*)(?:T((?:[\dX.]+[HMS])+))?$/.exec(value);
  if (!whole || !(whole[1] || whole[2])) return null;
  const parts = (text, prefix) => [...(text ?? "").matchAll(/([\dX.]+)([A-Z]+)/g)].map(([, number, unit]) => [number, UNITS[prefix + unit]]);
  return [...parts(whole[1], ""), ...parts(whole[2], "T")];
}

const long = (parts) => parts.map(([number, unit]) => (number === "X" ? `some ${many(unit)}` : `${number} ${number === "1" ? unit : many(unit)}`)).join(" ");

function often([[number, unit], ...rest]) {
  if (rest.length || number === "X") return null;
  return number === "1" ? `every ${unit}` : `every ${number} ${many(unit)}`;
}

const clock = (time) => PARTS_OF_DAY.get(time) ?? (/^\d\d:\d\d/.test(time) ? time.slice(0, 5) : null);

function calendar(value) {
  const [day, time] = value.split("T");
  if (time !== undefined && clock(time)) {
    const on = day === "XXXX-XX-XX" ? "" : calendar(day);
    return on === day ? value : [on, clock(time)].filter(Boolean).join(", ");
  }
  const weekday = /^XXXX-WXX-([1-7])$/.exec(value);
  if (weekday) return WEEKDAYS[weekday[1] - 1];
  if (/^\d{3}$/.test(value)) return `${value}0s`;
  const [, year, rest = ""] = /^(\d{4})(?:-(.*))?$/.exec(value) ?? [];
  if (!year) return value;
  if (!rest) return year;
  const [, month, date] = /^(\d\d)(?:-(\d\d))?$/.exec(rest) ?? [];
  if (month && MONTHS[month - 1]) return [date && Number(date), MONTHS[month - 1], year].filter(Boolean).join(" ");
  if (SEASONS.has(rest)) return `${SEASONS.get(rest)} ${year}`;
  return /^[QH]\d$/.test(rest) ? `${rest} ${year}` : value;
}

export function inWords(value, type = "DATE") {
  const parts = duration(value);
  if (parts) return (type === "SET" && often(parts)) || long(parts);
  const [first, last, ...more] = value.split("/");
  if (last && !more.length) return `${calendar(first)} – ${calendar(last)}`;
  if (type === "SET" && /^XXXX-WXX-/.test(value)) return `every ${calendar(value)}`;
  return REFERENCES.get(value) ?? calendar(value);
}
