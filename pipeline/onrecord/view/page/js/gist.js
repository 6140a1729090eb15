// What a claim says, in a few words.

import { dayOf } from "./days.js";
import { words } from "./text.js";

const BOUNDS = { at_least: "at least", more_than: "more than", at_most: "at most", less_than: "less than", order_of_magnitude: "some" };
const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 2 });

// The exact digits are in the fields; this is to be read.
const short = (amount) => (amount === null ? "…" : compact.format(Number(amount)));

export function amountOf(record) {
  const { amount_min: low, amount_max: high, bound } = record;
  const ends = low === high ? short(low) : low === null || high === null ? short(low ?? high) : `${short(low)}–${short(high)}`;
  const sign = record.sign === "negative" ? "−" : "";
  const per = record.per ? ` per ${record.per}` : "";
  return [record.approx ? "about" : "", BOUNDS[bound] ?? "", record.currency ?? "", sign + ends].filter(Boolean).join(" ") + per;
}

// A link seen from the claim it goes to.
const BACK = { begin: "beginning of", said_in: "says", change_of: "changed by", same_as: "same as", part_of: "has the part" };

export const backwards = (role) => BACK[role] ?? `${words(role)} of`;

export const listed = (names) => names.join(", ") || "nobody named";

export function gist({ record }) {
  switch (record.kind) {
    case "entity":
      return `${record.name} (${record.label.toLowerCase()})`;
    case "quote":
      return `${record.speaker ?? "nobody named"}, ${record.mode}${record.polarity === "asserted" ? "" : `, ${record.polarity}`}`;
    case "money":
      return amountOf(record);
    case "date":
      return dayOf(record);
    default:
      return `${listed(record.committers)}: ${record.direction === "not_do" ? "not to do, " : ""}${record.act}, ${record.force}`;
  }
}
