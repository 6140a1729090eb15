// Offsets of claims count Unicode code points; JavaScript strings count UTF-16 units. Where a text has no surrogate
// the two are the same, which is nearly always.

const SURROGATE = /[\ud800-\udfff]/;
// These could move or reverse the words around them, or do nothing that can be seen.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

export class Offsets {
  constructor(text) {
    this.units = null;
    this.length = text.length;
    if (!SURROGATE.test(text)) return;
    const starts = [0];
    for (const character of text) starts.push(starts[starts.length - 1] + character.length);
    this.units = Uint32Array.from(starts);
    this.length = starts.length - 1;
  }

  // From code points to UTF-16 units.
  unit(point) {
    const place = Math.min(point, this.length);
    return this.units ? this.units[place] : place;
  }

  // From UTF-16 units to code points; a place inside a character is that of the character.
  point(unit) {
    if (!this.units) return Math.min(unit, this.length);
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.units[middle] <= unit) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

// The same text, of the same length, without characters that act on their surroundings.
export const visible = (text) => text.replace(CONTROL, "\ufffd");

export const clip = (text, most) => {
  const line = visible(text).replace(/\s+/g, " ").trim();
  if (line.length <= most) return line;
  const cut = line.lastIndexOf(" ", most);
  return `${line.slice(0, cut > most / 2 ? cut : most).replace(/[\ud800-\udbff]$/, "")}…`;
};

// For searching: without case and without accents.
export const folded = (text) => text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();

export const plural = (number, one, many = `${one}s`) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

export const words = (name) => name.replaceAll("_", " ");
