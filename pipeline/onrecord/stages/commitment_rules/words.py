"""Which words of a document a rule can read something at; asking each rule at each word takes several times as long."""

from __future__ import annotations

from functools import cached_property

from spacy.strings import get_string_id
from spacy.tokens import Doc

from onrecord.grammar.labels import is_to
from onrecord.stages import store
from onrecord.stages.commitment_rules.lexicon import cue_ids

VERBS = frozenset(["VB", "VBD", "VBG", "VBN", "VBP", "VBZ"])
NOUNS = frozenset(["NN", "NNS"])
ADJECTIVES = frozenset(["JJ", "VBN", "RB"])
VERB_IDS = frozenset(map(get_string_id, VERBS))
READ_IDS = VERB_IDS.union(map(get_string_id, NOUNS | ADJECTIVES))
MODAL, GERUND, TO, GOING = map(get_string_id, ("MD", "VBG", "to", "going"))


class Words:
    """Indices of the words that matter to the rules, by what they are.

    Attributes:
        modals: *Will*, *may* and the like.
        infinitives: Verbs with a *to* of their own.
        cues: Words that stand in a lexicon of cues, whatever part of speech they are there.
    """

    def __init__(self, doc: Doc) -> None:
        """Read the tags and words of a Doc."""
        self._tags: list[int] = doc.to_array("TAG").tolist()
        self._forms: list[int] = doc.to_array("LOWER").tolist()
        self.modals = [i for i, tag in enumerate(self._tags) if tag == MODAL]
        marks = (doc[i] for i, form in enumerate(self._forms) if form == TO)
        self.infinitives = {t.head.i for t in marks if is_to(t)}
        lemmas, known = doc.to_array("LEMMA").tolist(), cue_ids()
        read = (i for i, tag in enumerate(self._tags) if tag in READ_IDS)
        self.cues = {i for i in read if lemmas[i] in known or self._forms[i] in known}
        self._near_modal: set[int] = set()
        for i in self.modals:
            if i not in self._near_modal:
                sentence = store.sentence_of(doc[i])
                self._near_modal.update(range(sentence.start, sentence.end))

    def find(self, ids: frozenset[int]) -> set[int]:
        """Return the words whose lower-case form has one of these string ids."""
        return {i for i, form in enumerate(self._forms) if form in ids}

    def is_under_modal(self, index: int) -> bool:
        """Whether a verb can stand under a modal or *going to*: its sentence has a modal, or it is *going* itself."""
        return index in self._near_modal or self._forms[index] == GOING

    @cached_property
    def telling(self) -> list[int]:
        """The words at which a rule may find something, in order."""
        verbs = (i for i, tag in enumerate(self._tags) if tag in VERB_IDS)
        more = {i for i in verbs if i in self.infinitives or self._tags[i] == GERUND or self.is_under_modal(i)}
        return sorted(self.cues | more)
