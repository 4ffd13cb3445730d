"""What each code that reading finds means, in an author's words, with a bad and a good example where one can be shown.

The rules across items (`generator/checks`) explain themselves.
"""

from __future__ import annotations

from collections.abc import Mapping

IN_THE_TEXT: Mapping[str, str] = {
    "yaml-syntax": """
        The file can be read as YAML: quotes and brackets are closed, lines that belong together begin in one column.

        A text with a colon and a space in it, or one that begins with a sign such as `%`, `@` or `[`, goes in quotes.

        Bad:
            title: Minsk: the package
        Good:
            title: "Minsk: the package"
    """,
    "unfinished-merge": """
        A file holds one version of each part: a merge that met two has marked both, and waits for a person to choose.

        Lines `<<<<<<<` and `>>>>>>>` stand around the two, a line `=======` between them; all three go.

        Bad:
            <<<<<<< HEAD
            topics: [prisoners]
            =======
            topics: [withdrawal]
            >>>>>>> river-line
        Good:
            topics: [prisoners, withdrawal]
    """,
    "tab-indentation": """
        Lines are indented with spaces, two a level, never with tabs.

        Bad:
            truce:
            \tstatus: agreed
        Good:
            truce:
              status: agreed
    """,
    "cut-by-comment": """
        A comment stands on a line of its own, for behind a value YAML drops everything from ` #` on without a word.

        Bad:
            why_it_matters: Resolution #2202 stands.
        Good:
            why_it_matters: "Resolution #2202 stands."
    """,
    "duplicate-key": """
        Each key stands once in its mapping.

        Bad:
            topics: [prisoners]
            topics: [withdrawal]
        Good:
            topics: [prisoners, withdrawal]
    """,
    "empty-key": """
        Before a colon stands the name of a field.

        Bad:
            : text without a key
        Good:
            why_it_matters: text with its key
    """,
    "non-scalar-key": """
        The name of a field is a word, not a list or a mapping in brackets.

        Bad:
            [us, ua]: both sides
        Good:
            why_it_matters: both sides
    """,
    "anchor": """
        YAML's anchors are not used: what a briefing says stands where it is said.

        A text that begins with `&` goes in quotes.

        Bad:
            topics: &all [prisoners]
        Good:
            topics: [prisoners]
    """,
    "alias": """
        YAML's aliases are not used: what a briefing says stands where it is said.

        A text that begins with `*` goes in quotes.

        Bad:
            topics: *all
        Good:
            topics: [prisoners]
    """,
    "tag": """
        YAML's tags are not used: the field itself says what sort of value it has.

        A text that begins with `!` goes in quotes.

        Bad:
            topics: !!set [prisoners]
        Good:
            topics: [prisoners]
    """,
    "merge-key": """
        YAML's merge key is not used: what an entry says stands in it.

        Bad:
            truce:
              <<: {status: agreed}
        Good:
            truce:
              status: agreed
    """,
    "directive": """
        YAML's directives, lines that begin with `%`, are not used.

        Bad:
            %YAML 1.2
        Good:
            topics: [prisoners]
    """,
    "several-documents": """
        A file holds one briefing; a line `---` would begin a second one.

        Bad:
            topics: [prisoners]
            ---
            topics: [withdrawal]
        Good:
            topics: [prisoners, withdrawal]
    """,
    "invisible-character": """
        Every character can be seen: controls and marks that turn the direction of a text can hide what it says.

        They mostly come in with text that was copied from elsewhere. Ordinary spaces and line ends are fine.

        Bad:
            why_it_matters: "They agreed\u202e.ton did"
        Good:
            why_it_matters: "They agreed."
    """,
    "empty-file": """
        A file of briefings is not empty.

        Remove it, or start a draft with `parley new`.
    """,
    "not-a-mapping": """
        A briefing is lines of `key: value` from its first line on, neither a list nor running text.

        A registry's file has an id before each colon, and the fields of its entry below.

        A file of another kind belongs outside of the briefings folder.
    """,
    "not-utf-8": """
        Files are saved in UTF-8.

        In an editor's "Save as" or "Encoding" choose UTF-8; most do so by themselves.
    """,
    "too-large": """
        A file has at most a megabyte.

        Long quotations and data belong in a source; a briefing cites them.
    """,
    "too-deep": """
        Lists and mappings stand at most 24 deep in each other.

        No briefing needs more than eight; mostly a closing bracket is missing.
    """,
    "too-many-values": """
        A file has at most 50,000 values.

        Split it into several briefings.
    """,
    "too-many-problems": """
        After fifty problems of its text a file is read no further.

        Mend the first ones and check again: often they are the cause of the rest.
    """,
}
"""What keeps a file from being read as text and as YAML."""

IN_A_VALUE: Mapping[str, str] = {
    "unknown-key": """
        A mapping has only the fields that are known there. Some do not go together: a time has `once`, or `after`.

        `parley check --fix` mends a key that only one field can have been meant by.

        Bad:
            langauge: en
        Good:
            language: en
    """,
    "missing-key": """
        What every entry must have is there.

        Bad:
            timeline: [{id: talks, when: 2025-08-18}]
        Good:
            timeline: [{id: talks, when: 2025-08-18, title: Talks}]
    """,
    "empty-value": """
        A key that is written has a value; what is not known is left out with its key.

        Bad:
            why_it_matters:
        Good:
            why_it_matters: The road is the only one.
    """,
    "wrong-shape": """
        One value stands where one is expected, a list where a list is, and a mapping where fields are.

        Bad:
            key_points: They met
        Good:
            key_points: [{text: They met}]
    """,
    "unknown-term": """
        Where a field has a closed list of terms, its value is one of them, as the vocabulary spells it.

        `parley check --fix` mends a term that is misspelt, where only one can have been meant.

        Bad:
            truce: {status: in-force}
        Good:
            truce: {status: in_force}
    """,
    "bad-id": """
        An id has lower-case letters a to z, digits and hyphens, at most 80, and begins with a letter or digit.

        That holds for slugs, items, players, sources and processes alike; they become addresses.

        Bad:
            timeline: [{id: Big Talks, when: 2025-08-18, title: Talks}]
        Good:
            timeline: [{id: big-talks, when: 2025-08-18, title: Talks}]
    """,
    "bad-date": """
        A day is written year-month-day.

        Where the day is not known the month or the year will do, `~` means about and `?` uncertain; an interval has a
        slash between two dates. `parley check --fix` mends dates in which day and month cannot be mistaken.

        Bad:
            timeline: [{id: talks, when: 18.8.2025, title: Talks}]
        Good:
            timeline: [{id: talks, when: 2025-08-18, title: Talks}]
    """,
    "bad-when": """
        A relative time names one item, with `after`, `before` or `with`, and at most one amount.

        Bad:
            timeline: [{id: talks, when: 2025-08-18, title: A}, {id: vote, when: {days: 3}, title: B}]
        Good:
            timeline: [{id: talks, when: 2025-08-18, title: A}, {id: vote, when: {after: talks, days: 3}, title: B}]
    """,
    "bad-moment": """
        A moment has a date, a time and its offset from UTC, for a time alone is another moment in another place.

        Bad:
            embargo_until: 2025-08-18 12:00
        Good:
            embargo_until: 2025-08-18T12:00:00+02:00
    """,
    "bad-number": """
        A number is digits with at most one decimal point; its unit and the sign of percent stand elsewhere or nowhere.

        Nothing stands between thousands: 1500, not `1,500`.

        Bad:
            outlook: {question: Will it hold?, scenarios: [{id: holds, title: It holds, probability: 35%}]}
        Good:
            outlook: {question: Will it hold?, scenarios: [{id: holds, title: It holds, probability: 35}]}
    """,
    "bad-probability": """
        A probability is a number from 0 to 100, or a range of two with the lower one first.

        Bad:
            outlook: {question: Will it hold?, scenarios: [{id: holds, title: It holds, probability: [40, 30]}]}
        Good:
            outlook: {question: Will it hold?, scenarios: [{id: holds, title: It holds, probability: [30, 40]}]}
    """,
    "bad-flag": """
        What holds or does not hold is `true` or `false`.

        Bad:
            truce: {status: agreed, written: yes}
        Good:
            truce: {status: agreed, written: true}
    """,
    "bad-grade": """
        A grade is the Admiralty code: a letter A to F for the source, then a digit 1 to 6 for what it says.

        Bad:
            sources: [{id: s1, title: Text of the agreement, grade: b2}]
        Good:
            sources: [{id: s1, title: Text of the agreement, grade: B2}]
    """,
    "bad-url": """
        An address is a full one that begins with `https://`.

        Bad:
            sources: [{id: s1, title: Text of the agreement, url: example.org/text}]
        Good:
            sources: [{id: s1, title: Text of the agreement, url: "https://example.org/text"}]
    """,
    "bad-country": """
        A country is its ISO 3166-1 code, two lower-case letters.

        Bad:
            players: [us, {id: council, name: Council, kind: body, country: UA}]
        Good:
            players: [us, {id: council, name: Council, kind: body, country: ua}]
    """,
    "bad-wikidata": """
        A Wikidata item is a Q and its number.

        Bad:
            players: [us, {id: council, name: Council, kind: body, wikidata: 212}]
        Good:
            players: [us, {id: council, name: Council, kind: body, wikidata: Q212}]
    """,
    "bad-language": """
        A language is its BCP 47 tag.

        Bad:
            language: english
        Good:
            language: en
    """,
    "bad-digest": """
        A SHA-256 digest is 64 hexadecimal digits in lower case.

        Bad:
            provenance: {inputs: [{title: Draft, sha256: abc}]}
        Good:
            provenance:
              inputs:
                - title: Draft
                  sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
    """,
    "bad-duration": """
        How long something lasts is said with its unit: in figures that can be compared, or in words.

        Bad:
            guarantees:
              - {id: pact, title: A pact, providers: [us], duration: 10,
                 trigger: {event: An attack, decided_by: us}, response: {automaticity: discretionary}}
        Good:
            guarantees:
              - {id: pact, title: A pact, providers: [us], duration: {years: 10},
                 trigger: {event: An attack, decided_by: us}, response: {automaticity: discretionary}}
    """,
    "bad-limit": """
        The least that a limit allows is not above the most.

        Bad:
            truce:
              terms:
                - {id: troops, title: Troops, category: force_limits, positions: {ua: accepts},
                   limits: {what: Troops, min: 9, max: 5}}
        Good:
            truce:
              terms:
                - {id: troops, title: Troops, category: force_limits, positions: {ua: accepts},
                   limits: {what: Troops, min: 5, max: 9}}
    """,
    "too-long": """
        A text or list keeps to its limit; the bottom line has 400 characters, for it is read on a card and in a feed.

        Bad:
            key_points: [{text: They met, said_by: [us, ua, ru]}]
        Good:
            key_points: [{text: They met, said_by: [us, ua]}]
    """,
    "nothing-said": """
        A briefing has at least one of `what_happened`, `truce`, `guarantees` and `outlook`.
    """,
}
"""What a value cannot be."""

IN_A_FILE: Mapping[str, str] = {
    "bad-file-name": """
        A briefing's file is named by its slug and `.yaml`: lower-case letters a to z, digits and hyphens, at most 80.

        Where the file must be named otherwise, `slug` names the briefing.
    """,
    "file-suffix": """
        A briefing's file ends with `.yaml`, a page's with `.md`, in small letters.

        Some editors put `.txt` behind it, which some systems then do not show: the file is named `talks.yaml.txt`.
    """,
    "unportable-name": """
        The name of a file or folder works on every system: small letters, digits and hyphens do.
    """,
    "case-twin": """
        No two files have names that some systems count as one, such as `Talks.yaml` and `talks.yaml`.
    """,
    "symlink": """
        A file or folder of the briefings is itself there; links are not followed.
    """,
    "special-file": """
        Only ordinary files stand among the briefings, no pipes, sockets or devices.
    """,
    "outside-site": """
        Every file and folder that is read lies inside of the site's folder.
    """,
    "missing-folder": """
        The folder of briefings that `mkdocs.yml` names as `docs_dir` is there.
    """,
    "unreadable": """
        Every file and folder of the briefings may be read by the one who builds the site.
    """,
    "unknown-registry-file": """
        The registry has three files, `players.yaml`, `processes.yaml` and `sources.yaml`, and no others.

        A briefing belongs in another folder.
    """,
}
"""What keeps a file from being used at all."""

IN_A_PAGE: Mapping[str, str] = {
    "raw-html": """
        Prose pages are Markdown without HTML.
    """,
    "unsafe-link": """
        A link of a page leads to a page of the site, or to an address that begins with `https:`, `http:`, `mailto:` or
        `tel:`.
    """,
    "unsafe-attribute": """
        In the braces behind a heading or link only harmless attributes are set, and no id of the site's own scripts.
    """,
    "bad-front-matter": """
        In the front matter of a page, a key that the theme knows has a value that it can use.

        `hide` and the filters of `search` have lists, `languages` the path of the page in each language, `interface` a
        language that has labels other than the site's English, and `template` the name of a template of the site's own
        theme or of Parley's. A page of prose is published as it stands, so `draft: true` and `status: draft` promise
        what nobody keeps. All other keys are free.

        Bad:
            hide: 3
        Good:
            hide: [toc]
    """,
}
"""What a prose page may not hold."""
