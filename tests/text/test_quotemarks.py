"""Quote-mark pairing. Expected quotations stand in ⟦ ⟧ inside the text; the numbers are the groups of cases.

``⟦…⟧`` is closed, ``⟦…⟧~`` unclosed, ``⟦…⟧+`` continued in the next paragraph.
"""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.quotemarks import pair


def expected(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Return the text without ⟦ ⟧ and (start, end, closed | unclosed | continued) of each, by start."""
    out: list[str] = []
    stack: list[int] = []
    found: list[tuple[int, int, str]] = []
    size = at = 0
    while at < len(marked):
        char = marked[at]
        if char == "⟦":
            stack.append(size)
        elif char == "⟧":
            state = {"~": "unclosed", "+": "continued"}.get(marked[at + 1 : at + 2], "closed")
            found.append((stack.pop(), size, state))
            at += state != "closed"
        else:
            out.append(char)
            size += 1
        at += 1
    return "".join(out), sorted(found, key=lambda item: (item[0], -item[1]))


CASES = {
    "1 curly": "⟦“We will go,”⟧ she said. ⟦“Not now.”⟧",
    "1 straight": 'She said ⟦"go"⟧ and ⟦"stop"⟧.',
    "1 British single": "⟦'I won't go,'⟧ he said. ⟦'It's the players' union's fault,'⟧ she said.",
    "1 curly single": "⟦‘I don’t know,’⟧ he said.",
    "1 mixed glyphs": '⟦“We will go,"⟧ she said.',
    "1 guillemets": "⟦« Oui »⟧, she said, ⟦»Ja«⟧, he said.",
    "1 low-9": "⟦„Gut“⟧, said Weber. ⟦„Sehr gut”⟧, said Novak.",
    "1 corner": "Sato said ⟦「hai」⟧ twice.",
    "1 LaTeX": "The note read ⟦``keep out''⟧ and ⟦`wait'⟧ below.",
    "1 entity": "⟦&quot;Yes,&quot;⟧ he said.",
    "1 doubled apostrophes": "⟦''Never,''⟧ said Okoro.",
    "1 closed by apostrophes": "⟦“It ends here,’’⟧ Rao said.",
    "1 spaced marks": 'He said ⟦" we go "⟧ .',
    "2 elisions": "'Twas the '90s: rock 'n' roll, 'til late, for the players' union and O'Neill, cookin' dinner.",
    "2 curly elisions": "’Twas the ’90s: rock ’n’ roll for the players’ union.",
    "2 wrong opening glyph": "the ‘90s and the bank‘s view",
    "2 feet and inches": 'She is 6\'2" and he is 5\' 11" tall, says ⟦"the coach"⟧.',
    "2 inches inside": '⟦"The 12" pipe burst,"⟧ he said.',
    "2 height in a quote": '⟦"He is 6\'2","⟧ she said.',
    "2 plural possessive after a quote": "the workers’ ⟦‘odd’⟧ plan and the bosses’ view",
    "3 single in double": "⟦“He told me ⟦‘go’⟧ and left,”⟧ she said.",
    "3 double in single": "⟦‘⟦“Yes,”⟧ he told me,’⟧ she said.",
    "3 straight in straight": "⟦\"He told me ⟦'go'⟧ and left,\"⟧ she said.",
    "3 same mark nested": '⟦"A ⟦"bold"⟧ plan"⟧ it was.',
    "3 over sentences": "⟦“He was clear. ⟦‘I go. You stay.’⟧ That was all.”⟧",
    "4 re-opened": "⟦“One.⟧+\n\n⟦“Two.⟧+\n\n⟦“Three,”⟧ he said.",
    "4 re-opened straight": '⟦"One.⟧+\n\n⟦"Two,"⟧ he said.',
    "4 re-opened single": "⟦‘One.⟧+\n\n⟦‘Two don’t,’⟧ he said.",
    "4 not re-opened": "⟦“One.\n\nTwo,”⟧ he said.",
    "4 unclosed": "He said ⟦“go and left.⟧~\n\nNext, ⟦“stop”⟧ here.",
    "4 closing mark missing": '⟦"Wait a moment.⟧~ ⟦"Go,"⟧ he said.',
    "4 opening mark missing": 'Go," he said. ⟦"Now."⟧',
    "4 lone mark": 'A 12" board and a stray ” here.',
    "4 wrapped line": "⟦“We will go to\nthe coast,”⟧ he said.",
    "5 outside punctuation": "They called it ⟦“odd”⟧, and ⟦“dull”⟧.",
    "5 dash": '⟦"I was—"⟧ he began—⟦"no!"⟧',
    "5 brackets": "⟦“[The plan] is sick [sic]”⟧ (⟦“very”⟧)",
    "21 offsets": "😀 ⟦“né”⟧\u00a0and ⟦“e\u0301t”⟧\r\n⟦“z\u200bx”⟧",
    "21 empty marks": 'an empty "" pair and “ ” too',
}


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES.keys())
def test_pairs(marked: str) -> None:
    text, want = expected(marked)
    found = [(s.start, s.end, "continued" if s.continued else "closed" if s.closed else "unclosed") for s in pair(text)]
    assert [(text[a:b], state) for a, b, state in found] == [(text[a:b], state) for a, b, state in want]
    assert found == want


def test_levels_styles_and_inner_extent() -> None:
    text = "“He said ‘go’,” she said."
    outer, inner = pair(text)
    assert (outer.level, inner.level) == (0, 1)
    assert (outer.single, inner.single) == (False, True)
    assert outer.style == "curly"
    assert text[outer.inner_start : outer.inner_end] == "He said ‘go’,"
    assert text[inner.inner_start : inner.inner_end] == "go"


@given(st.text(alphabet="ab. \n\"'“”‘’«»`5s—(,", max_size=80) | st.text(max_size=60))
def test_any_text_gives_nested_spans_in_order(text: str) -> None:
    spans = pair(text)
    assert spans == sorted(spans)
    for span in spans:
        assert 0 <= span.start < span.inner_start <= span.inner_end <= span.end <= len(text)
        assert not (span.closed and span.continued)
    for first, second in zip(spans, spans[1:], strict=False):
        assert second.start >= first.end or second.end <= first.end


@pytest.mark.parametrize("unit", ['"', "'", "“a ", "「‘a", ' "a', "'a \n", "“a”\n"])
def test_linear_time(unit: str) -> None:
    started = time.process_time()
    pair(unit * 20_000)
    assert time.process_time() - started < 5
