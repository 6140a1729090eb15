"""Rules that say who a source is: names, pronouns, titles, groups, documents, nobody in particular."""
