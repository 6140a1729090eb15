// The way of a line from one box of the text to another: between the lines of the text and, where there are more of
// them on the way, along its left edge. A line through words would strike them out.

const CORNER = 5;
// Below a line of text stand the marks of its claims; what is drawn between two lines keeps near the lower one.
const BELOW = 11;
const ABOVE = 3;
const FAR = 70;
const GUTTER = 11;

// A path over corners that are rounded as far as its stretches allow.
function rounded(points) {
  let path = `M${points[0]}`;
  for (let at = 1; at < points.length - 1; at += 1) {
    const [before, corner, after] = [points[at - 1], points[at], points[at + 1]];
    const reach = (other) => Math.min(CORNER, Math.hypot(other[0] - corner[0], other[1] - corner[1]) / 2);
    const towards = (other) => {
      const length = Math.hypot(other[0] - corner[0], other[1] - corner[1]) || 1;
      const part = Math.min(reach(before), reach(after)) / length;
      return [corner[0] + (other[0] - corner[0]) * part, corner[1] + (other[1] - corner[1]) * part];
    };
    path += ` L${towards(before)} Q${corner} ${towards(after)}`;
  }
  return `${path} L${points.at(-1)}`;
}

export function pathBetween(from, to, edge) {
  const [x, u] = [from, to].map((box) => box.left + Math.min(box.width / 2, 18));
  const below = to.top > from.top + 4;
  const level = !below && to.top > from.top - 4;
  const start = [x, below ? from.bottom : from.top];
  const end = [u, below || level ? to.top : to.bottom];
  const out = below ? from.bottom + BELOW : from.top - (level ? 7 : ABOVE);
  const far = Math.abs(to.top - from.top) > FAR;
  const into = below ? to.top - ABOVE : to.bottom + BELOW;
  const gutter = edge - GUTTER;
  const way = far ? [[x, out], [gutter, out], [gutter, into], [u, into]] : [[x, out], [u, out]];
  return { d: rounded([start, ...way, end]), end };
}
