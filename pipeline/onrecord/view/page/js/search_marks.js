// Marks what was searched for in the article, where the browser can mark text without changing the page.

const MOST = 500;

export function searchMarks(text, query) {
  if (!CSS.highlights) return;
  CSS.highlights.delete("search");
  const terms = query.toLowerCase().split(/\s+/).filter((term) => term.length > 1);
  if (!terms.length) return;
  const ranges = [];
  for (const paragraph of text.children) {
    const words = paragraph.textContent.toLowerCase();
    // Lower case can be longer than what it was made of; such a paragraph is left unmarked rather than marked wrongly.
    if (words.length !== paragraph.textContent.length) continue;
    for (const term of terms) {
      for (let at = words.indexOf(term); at >= 0 && ranges.length < MOST; at = words.indexOf(term, at + term.length)) {
        ranges.push(rangeIn(paragraph, at, at + term.length));
      }
    }
  }
  CSS.highlights.set("search", new Highlight(...ranges));
}

// A range over characters of an element whose children each hold one text.
function rangeIn(parent, start, end) {
  const range = document.createRange();
  let at = 0;
  for (const { firstChild: node } of parent.children) {
    const after = at + node.length;
    if (start >= at && start < after) range.setStart(node, start - at);
    if (end > at && end <= after) {
      range.setEnd(node, end - at);
      break;
    }
    at = after;
  }
  return range;
}
