"""Pairs of sources made up by us, with what each pair shares: nothing of them was ever printed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    text: str
    url: str = ""
    publisher: str = ""


@dataclass(frozen=True)
class Pair:
    name: str
    one: Page
    other: Page
    shares: frozenset[str] = frozenset()


def pair(name, one, other, *shares):
    return Pair(name, one, other, frozenset(shares))


STORY = (
    "The council of Millbridge voted on Tuesday to close the swimming bath in the High Street "
    "after repairs were found to cost 4.2 million pounds. Councillor Jane Orr said that the "
    "decision was painful but that there was no money left for it this year. Residents had "
    "collected 3,000 signatures against the closure and gathered outside the town hall."
)
REWORKED = (
    "The council of Millbridge voted this week to close the swimming bath in the High Street "
    "after repairs were found to cost 4.2 million pounds. Councillor Jane Orr said that the "
    "decision was painful but there was no money left for it this year. Residents collected "
    "3,000 signatures against the closure and gathered outside the town hall, one of them with "
    "a rubber duck."
)
OWN = (
    "Millbridge will lose its swimming bath. By eleven votes to seven the councillors decided "
    "not to pay for a new roof and boilers, which engineers had put at 4.2 million pounds in "
    "a report last autumn. A petition with thousands of names did not change their minds."
)
TREASURER = (
    "Annual accounts of the town of Millbridge. Leisure services: swimming bath, expected cost "
    "of repairs 4,211,000. Reserves at the end of the year: 310,000. Approved by the treasurer."
)
RATES = (
    "The central bank left its main rate at 3.25 percent, as most economists had expected, and "
    "said that it would look at new figures on wages before its next meeting in June."
)
BANK = (
    "The governing board decided to keep the policy rate unchanged at 3.25 percent. Inflation "
    "has fallen faster than projected; the outlook for wages remains uncertain."
)
PORT = (
    "Dock workers ended their strike after nine days, having agreed on a rise of 6 percent over "
    "two years. The first ships were unloaded on Friday morning, the port's director said."
)
SHIPS = (
    "Cranes are moving again in the harbour. Nine days of picket lines are over, and with them "
    "a queue of forty vessels. What the unions got is less than they had asked for."
)
FLOOD = (
    "At least 14 people died when a river burst its banks in the north of the country. Rescue "
    "workers searched for the missing through the night, the interior ministry said."
)
RIVER = (
    "Whole villages stand under water along the river. Fourteen deaths are confirmed; the army "
    "has sent boats and helicopters, and schools serve as shelters."
)
A, B = "https://morning.example/a", "https://evening.test/b"

PAIRS = [
    # One agency, credited in different ways.
    pair("two datelines", Page(f"LONDON (Reuters) - {RATES}", A),
         Page(f"LONDON, March 3 (Reuters) — {BANK}", B), "agency"),
    pair("dateline and byline", Page(f"PARIS (AFP) – {FLOOD}", A),
         Page(f"Many dead in floods\nBy Anne Roux, AFP\n\n{RIVER}", B), "agency"),
    pair("byline and foot", Page(f"Strike ends\nBy The Associated Press\n{PORT}", A),
         Page(f"{SHIPS}\n\nAP writer Tom Hall contributed to this report. Copyright 2026 The "
              "Associated Press. All rights reserved.", B), "agency"),
    pair("German credits", Page(f"Berlin (dpa) - {RATES}", A),
         Page(f"{BANK}\n\nQuelle: dpa", B), "agency"),
    pair("shared German credit", Page(f"{FLOOD} (dpa/afp)", A),
         Page(f"{RIVER}\nMit Material von dpa.", B), "agency"),
    pair("told and according to", Page(f"{PORT} “We are glad,” the director told Reuters.", A),
         Page(f"{SHIPS} The rise is 6 percent, according to Reuters.", B), "agency"),
    pair("its own page and a copy", Page(RATES, "https://www.reuters.com/markets/1"),
         Page(f"FRANKFURT (Reuters) - {BANK}", B), "agency"),
    pair("publisher and credit", Page(FLOOD, A, "The Associated Press"),
         Page(f"MANILA, Philippines (AP) — {RIVER}", B), "agency"),
    pair("PA in a byline", Page(f"Bath to close\nBy Sam Lee, PA\n{STORY[:150]}", A),
         Page(f"{OWN}\n\nPA Media", B), "agency"),
    pair("source line", Page(f"{RATES}\nSource: Xinhua", A),
         Page(f"BEIJING, Feb. 2 (Xinhua) -- {BANK}", B), "agency"),
    pair("signature of Reuters", Page(f"{PORT}\n(Reporting by Ann Day; Editing by Bo Lin)", A),
         Page(f"OSLO (Reuters) - {SHIPS}", B), "agency"),
    pair("with material from", Page(f"{FLOOD} With material from AFP and our own reporters.", A),
         Page(f"© 2026 AFP\n{RIVER}", B), "agency"),
    pair("agency named in full", Page(f"{PORT} The Press Association reported it first.", A),
         Page(f"{SHIPS}\nCopyright PA Media", B), "agency"),
    # One text, changed a little or taken over in part.
    pair("word for word", Page(STORY, A), Page(STORY, B), "text"),
    pair("reworked", Page(STORY, A), Page(REWORKED, B), "text"),
    pair("taken over whole in a longer one", Page(STORY, A),
         Page(f"{PORT} {STORY} {RATES}", B), "text"),
    pair("cut to its beginning", Page(STORY, A), Page(STORY[:210], B), "text"),
    pair("copy with a credit", Page(f"LEEDS (Reuters) - {STORY}", A),
         Page(f"LEEDS (Reuters) - {REWORKED}", B), "text", "agency"),
    # One gives the other as its source.
    pair("link", Page(f"{OWN} See https://evening.test/b for the vote.", A), Page(TREASURER, B),
         "cites"),
    pair("bare domain", Page(f"{SHIPS} The figures are on evening.test, too.", A), Page(PORT, B),
         "cites"),
    pair("publisher by name", Page(f"{OWN} The Evening Bell reported the vote first.", A),
         Page(TREASURER, B, "The Evening Bell"), "cites"),
    pair("according to", Page(f"{SHIPS} According to the Harbour Gazette, the port lost money.", A),
         Page(PORT, B, "Harbour Gazette"), "cites"),
    pair("told the paper", Page(f"“It hurts,” she told the Evening Bell. {RIVER}", A),
         Page(FLOOD, "", "Evening Bell"), "cites"),
    # One owner.
    pair("two pages of a site", Page(OWN, A),
         Page(RATES, "https://www.morning.example/z"), "owner"),
    pair("subdomains", Page(OWN, "https://news.morning.co.uk/"),
         Page(RATES, "https://sport.morning.co.uk/"), "owner"),
    pair("house list", Page(OWN, "https://bell.example/1"), Page(RATES, "https://horn.test/2"),
         "owner"),
    pair("one publisher", Page(OWN, "", "Town Hall"), Page(RATES, B, "Town hall"), "owner"),
    pair("archived page", Page(OWN, "https://web.archive.org/web/2026/https://morning.example/x"),
         Page(RATES, A), "owner"),
    # Nothing in common, though it looks like it.
    pair("own reports of one thing", Page(STORY, A), Page(OWN, B)),
    pair("report and accounts", Page(OWN, A), Page(TREASURER, B)),
    pair("a bank and a report", Page(RATES, A), Page(BANK, B)),
    pair("strike, told twice", Page(PORT, A), Page(SHIPS, B)),
    pair("two agencies", Page(f"LONDON (Reuters) - {RATES}", A), Page(f"PARIS (AFP) - {BANK}", B)),
    pair("one agency only", Page(f"LONDON (Reuters) - {RATES}", A), Page(BANK, B)),
    pair("agency is the matter", Page(f"{RATES} Shares of Thomson Reuters rose.", A),
         Page(f"LONDON (Reuters) - {BANK}", B)),
    pair("institute of that name", Page(f"{OWN} A study by the Reuters Institute says more.", A),
         Page(f"OSLO (Reuters) - {SHIPS}", B)),
    pair("photographs only", Page(f"{PORT}\nPhoto: Reuters", A),
         Page(f"{SHIPS}\nREUTERS/Ann Day\nPicture: Reuters/Bo Lin", B)),
    pair("PA is a state", Page(f"HARRISBURG, PA (Morning) - {PORT}", A),
         Page(f"{SHIPS} Our office is in Erie, PA.", B)),
    pair("AP is an exam", Page(f"{OWN} She passed AP Biology and AP Chemistry.", A),
         Page(f"{RIVER} The AP exam was put off.", B)),
    pair("UPI is a payment", Page(f"{RATES} Most paid by UPI.", A),
         Page(f"{BANK} UPI payments grew.", B)),
    pair("AAP are doctors", Page(f"{OWN} The AAP advises parents to wait.", A),
         Page(f"{RIVER} The AAP, which speaks for doctors, agreed.", B)),
    pair("one platform", Page(OWN, "https://www.youtube.com/watch?v=1"),
         Page(RATES, "https://www.youtube.com/watch?v=2")),
    pair("archive of two papers", Page(OWN, "https://web.archive.org/web/1/https://a.example/"),
         Page(RATES, "https://web.archive.org/web/1/https://b.test/")),
    pair("hosts under one public suffix", Page(OWN, "https://a.co.uk/"),
         Page(RATES, "https://b.co.uk/")),
    pair("a third page linked", Page(f"{OWN} See https://other.example/x", A), Page(TREASURER, B)),
    pair("publisher named in passing", Page(f"{OWN} A man sold the Evening Bell outside.", A),
         Page(TREASURER, B, "Evening Bell")),
    pair("mail to the desk", Page(f"{OWN} Write to desk@evening.test.", A), Page(TREASURER, B)),
    pair("a common phrase", Page(f"{RATES} All rights reserved. Sign up for our newsletter.", A),
         Page(f"{PORT} All rights reserved. Sign up for our newsletter.", B)),
    pair("a shared quotation", Page(f"{OWN} “No money left for it this year,” she said.", A),
         Page(f"{TREASURER} “There was no money left for it this year.”", B)),
    pair("AP in a name", Page(f"{PORT} AP Moller runs the terminal.", A),
         Page(f"{SHIPS} AP Moller said nothing.", B)),
    pair("told the agency's boss", Page(f"{OWN} Reuters' lawyers told the court of it.", A),
         Page(f"OSLO (Reuters) - {SHIPS}", B)),
    pair("nothing but titles", Page("", A), Page("", B)),
]  # fmt: skip
