"""Names joined into participants: what is certain first, and what leaves a choice not at all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING

from onrecord.aggregate import identity
from onrecord.aggregate.identity import PERSON, Form

if TYPE_CHECKING:
    from onrecord.aggregate.aliases import Table
    from onrecord.aggregate.participants import Participant


class Names:
    """Groups of names, each group one participant."""

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
        self._named = {number: self._participant(number) for number in self._members}

    def known(self, form: Form) -> bool:
        """Whether a name tells its bearer."""
        return form in self._group

    def participant(self, form: Form) -> Participant:
        """Return whom a name names."""
        return self._named[self._group[form]]

    def external(self, external: str, form: Form) -> Participant:
        """Return the participant with an id of the alias file; the name is one it has in a single document."""
        from onrecord.aggregate.participants import Participant

        for number, known in self._external.items():
            if known == external:
                return self._named[number]
        return Participant(f"{form.kind}:{identity.slug(form)}={external}", form.name, form.kind, external)

    def rows(self, counts: Counter[Form]) -> list[tuple[str, str, int, str]]:
        """Return (participant, name, documents, basis) for every name."""
        found = []
        for form in sorted(self._group):
            alone = len(self._members[self._group[form]]) == 1
            basis = self._basis.get(form) or ("alone" if alone else "same_name")
            found.append((self.participant(form).id, form.name, counts[form], basis))
        return found

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
        meant: dict[tuple[str, str], list[Form]] = defaultdict(list)
        for full, texts in sorted(known_as.items()):
            if full.kind == PERSON or full not in self._group:
                continue
            for alias in sorted(texts):
                short = Form(alias, full.kind)
                if identity.key(short) != identity.key(full) and identity.is_short_form(alias, full.name):
                    meant[full.kind, identity.key(short)].append(full)
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
                fits = [full for full in candidates if identity.is_acronym(form.name, full.name)]
                self._join_only(form, fits, "initials")

    def _join_only(self, form: Form, fulls: list[Form], basis: str) -> None:
        """Join a name to others that all are of one group."""
        if fulls and len({self._group[full] for full in fulls}) == 1:
            self._join(fulls[0], form, basis)

    def _participant(self, number: int) -> Participant:
        from onrecord.aggregate.participants import Participant

        # The fullest name: most words, then most documents.
        group = self._members[number]
        best = max(group, key=lambda f: (len(identity.key(f).split()), not f.name.isupper(), self._counts[f], f.name))
        return Participant(f"{best.kind}:{identity.slug(best)}", best.name, best.kind, self._external.get(number))
