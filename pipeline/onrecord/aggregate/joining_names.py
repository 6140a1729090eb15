"""Names joined into participants: what is certain first, and what leaves a choice not at all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from onrecord.aggregate import identity
from onrecord.aggregate.identity import PERSON, Form

if TYPE_CHECKING:
    from onrecord.aggregate.aliases import Table
    from onrecord.aggregate.participants import Participant


class Likely(NamedTuple):
    """Whom a short name may stand for, what says so, and how much articles must have in common for it."""

    group: int
    basis: str
    least: float


class Names:
    """Groups of names, each group one participant.

    Attributes:
        likely: By group, what its short name stands for in articles on the same matter.
    """

    def __init__(self, counts: Counter[Form], known_as: dict[Form, set[str]], table: Table) -> None:
        """Join the names.

        Args:
            counts: The names, each with the number of documents that have it as canonical name.
            known_as: What else documents that have a name call its bearer.
            table: What the user knows.
        """
        self._counts = counts
        self._group: dict[Form, int] = {}
        self._members: dict[int, list[Form]] = {}
        self._external: dict[int, str] = {}
        self._basis: dict[Form, str] = {}
        self._proposed: list[tuple[Form, Form, str, float]] = []
        for number, form in enumerate(sorted(counts)):
            external = table.everywhere(form)
            if external is not None or identity.tells(form):
                self._group[form] = number
                self._members[number] = [form]
                if external is not None:
                    self._external[number] = external
        self._join_all("alias_file", lambda form: table.everywhere(form))
        self._join_all(
            "same_name", lambda form: f"{form.kind} {identity.words(form)}" if identity.tells(form) else None
        )
        self._fuller_names()
        self._short_forms(known_as)
        self._initials()
        self.likely = self._likely()
        self._named = {number: self._participant(number) for number in self._members}

    def known(self, form: Form) -> bool:
        """Whether a name tells its bearer."""
        return form in self._group

    def group(self, form: Form) -> int:
        """Return the number of whom a name names."""
        return self._group[form]

    def participant(self, group: int) -> Participant:
        """Return the participant with a number."""
        return self._named[group]

    def external(self, external: str, form: Form) -> Participant:
        """Return the participant with an id of the alias file; the name is one it has in a single document."""
        from onrecord.aggregate.participants import Participant

        for number, known in self._external.items():
            if known == external:
                return self._named[number]
        return Participant(f"{form.kind}:{identity.slug(form)}={external}", form.name, form.kind, external)

    def basis(self, form: Form) -> str:
        """Return what joined a name to the first of its group; ``alone`` for that one."""
        return self._basis.get(form, "alone")

    def _join(self, one: Form, other: Form, basis: str) -> None:
        """Put the groups of two names together, unless the user says that they are two."""
        first, second = self._group[one], self._group[other]
        ids = {self._external[number] for number in (first, second) if number in self._external}
        if first == second or len(ids) > 1:
            return
        for form in self._members.pop(second):
            self._group[form] = first
            self._members[first].append(form)
            self._basis.setdefault(form, basis)
        self._external.pop(second, None)
        for external in ids:
            self._external[first] = external

    def _join_all(self, basis: str, key: Callable[[Form], str | None]) -> None:
        """Join all names that have one key."""
        first: dict[str, Form] = {}
        for form in sorted(self._group):
            found = key(form)
            if found is not None:
                self._join(first.setdefault(found, form), form, basis)

    def _fuller_names(self) -> None:
        """Join *Ana Levy* to *Ana Maria Levy*, if the longer names of that kind do not contradict each other."""
        blocks: dict[str, list[Form]] = defaultdict(list)
        for form in sorted(self._group):
            if form.kind == PERSON and identity.tells(form):
                blocks[identity.block(form)].append(form)
        for forms in blocks.values():
            for short in forms:
                longer = [form for form in forms if form != short and identity.same_person(short, form)]
                if longer and all(
                    identity.same_person(one, other) or identity.same_person(other, one)
                    for one in longer
                    for other in longer
                ):
                    for form in longer:
                        self._join(form, short, "fuller_name")

    def _short_forms(self, known_as: dict[Form, set[str]]) -> None:
        """Join a name to the one that some document uses it for, if no document uses it for another."""
        meant: dict[tuple[str, str], list[tuple[Form, float]]] = defaultdict(list)
        for full, texts in sorted(known_as.items()):
            if full.kind == PERSON or full not in self._group:
                continue
            for alias in sorted(texts):
                short = Form(alias, full.kind)
                least = identity.least_for_short_form(alias, full.name)
                if least is not None and identity.key(short) != identity.key(full):
                    meant[full.kind, identity.key(short)].append((full, least))
        for form in sorted(self._group):
            self._join_only(form, meant.get((form.kind, identity.key(form)), []), "short_form")

    def _initials(self) -> None:
        """Join an acronym to the one name of the run that it can stand for."""
        bodies = [form for form in sorted(self._group) if form.kind == "org" and " " in form.name]
        by_first: dict[str, list[Form]] = defaultdict(list)
        for form in bodies:
            for letter in {word[0].casefold() for word in form.name.split()}:
                by_first[letter].append(form)
        for form in sorted(self._group):
            if form.kind == "org" and " " not in form.name and len(self._members[self._group[form]]) == 1:
                candidates = by_first.get(form.name[0].casefold(), [])
                fits = [(full, identity.least_for_initials(form.name, full.name)) for full in candidates]
                self._join_only(form, [(full, least) for full, least in fits if least is not None], "initials")

    def _join_only(self, form: Form, fulls: list[tuple[Form, float]], basis: str) -> None:
        """Join a name to others that all are of one group, or where articles are on the same matter alone."""
        if not fulls or len({self._group[full] for full, _ in fulls}) > 1:
            return
        full, least = max(fulls, key=lambda pair: pair[1])
        if least:
            self._proposed.append((form, full, basis, least))
        else:
            self._join(full, form, basis)

    def _likely(self) -> dict[int, Likely]:
        found: dict[int, Likely] = {}
        for form, full, basis, least in self._proposed:
            one, other = self._group[form], self._group[full]
            # Of whom the user has named, nothing is left to guess.
            if one != other and one not in self._external:
                found.setdefault(one, Likely(other, basis, least))
        return found

    def _participant(self, number: int) -> Participant:
        from onrecord.aggregate.participants import Participant

        # The fullest name: most words, then most documents.
        group = self._members[number]
        best = max(group, key=lambda f: (len(identity.key(f).split()), not f.name.isupper(), self._counts[f], f.name))
        return Participant(f"{best.kind}:{identity.slug(best)}", best.name, best.kind, self._external.get(number))
