"""Draw the pairs of articles of the bar on echoes: `python -m bench.labels.draw_echo_pairs`.

Writes echo_pairs_items.jsonl from the crisis corpus: pairs of two mastheads, in five strata (`QUOTAS`), shuffled so
that neither a pair's number nor its sides tell the stratum. Whether a pair is an echo is judged by reading alone.
When the first 200 were read they held too few echoes: a second drawing (`more`) adds the pairs that share prose
outside quotation marks and posts.
"""

import datetime
import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import combinations

from bench.labels.corpora import Row, crisis, write_lines

SEED = 5
N = 8  # words of a shingle
COMMON = 6  # a shingle in more articles than this is boilerplate
QUOTAS = {"copied": 52, "agency": 14, "cites": 16, "quotes": 30, "apart": 88}
BANDS = ((100, 10**6), (60, 100), (40, 60), (22, 40))  # shared shingles; "copied" takes a quarter from each
MOST_PER_ARTICLE = 2
WORD = re.compile(r"[A-Za-z0-9]+")
QUOTED = re.compile(r"[“\"][^“”\"]{20,1500}[”\"]")
SAID = re.compile(r"[“\"][^“”\"]{1,1500}[”\"]|[^\n]*(?:pic\.twitter|— [A-Z][^\n]{0,60}\(@)[^\n]*")
PROSE = 12  # shingles outside quotation marks that a pair of the second drawing shares
CAPITAL = re.compile(r"(?<![.?!:] )(?<![\n“\"])\b[A-Z][a-z]{2,}\b")
SECTION = re.compile(r"( - .*| \(.*\)| Online)?( News)?( - .*)?$")
AGENCIES = {
    "ap": re.compile(r"\(AP\)|\bThe Associated Press\b"),
    "reuters": re.compile(r"\(Reuters\)|\bReuters contributed\b|©.{0,20}Reuters|REUTERS"),
    "afp": re.compile(r"\(AFP\)|\bAgence France-Presse\b"),
}
NAMED_AS = {"New York Times": "Times", "CNN": "CNN", "Washington Post": "Post", "Reuters": "Reuters"}
NAMED_AS |= {"Associated Press": "Associated Press|AP", "Politico": "P(?i:olitico)", "Guardian": "Guardian"}
NAMED_AS |= {"Bloomberg": "Bloomberg", "NPR": "NPR", "Fox": "Fox News", "USA TODAY": "USA T(?i:oday)", "Axios": "Axios"}
NAMED_AS |= {"Wall Street Journal": "Journal", "Daily Beast": "Daily Beast", "The Hill": "The Hill", "CNBC": "CNBC"}
NAMED_AS |= {"Washington Times": "Washington Times", "Daily Mail": "Daily Mail", "New York Post": "New York Post"}
NAMED_AS |= {"Newsmax": "Newsmax", "The Intercept": "Intercept", "The Atlantic": "Atlantic", "Vox": "Vox"}

Pair = tuple[int, int]


def masthead(outlet: str) -> str:
    """Return an outlet's name without its section: "Newsmax - News" and "Newsmax" are one."""
    return SECTION.sub("", outlet.strip()) or outlet


def near(rows: list[Row], days: int) -> list[Pair]:
    """Return the pairs of different mastheads that were published within `days` of each other."""
    dates = [datetime.date.fromisoformat(row["published"][:10]) for row in rows]
    heads = [masthead(row["outlet"]) for row in rows]
    order = sorted(range(len(rows)), key=lambda index: dates[index])
    found = []
    for place, left in enumerate(order):
        for right in order[place + 1 :]:
            if (dates[right] - dates[left]).days > days:
                break
            if heads[left] != heads[right]:
                found.append((min(left, right), max(left, right)))
    return found


def shingles(text: str) -> set[str]:
    """Return the runs of `N` words of a text, in lower case."""
    words = WORD.findall(text.lower())
    return {" ".join(words[place : place + N]) for place in range(len(words) - N + 1)}


def shared_shingles(texts: list[str]) -> Counter[Pair]:
    """Return for each pair of texts how many shingles only they and a few others share."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        for shingle in shingles(text):
            holders[shingle].append(index)
    counts: Counter[Pair] = Counter()
    for indices in holders.values():
        if 2 <= len(indices) <= COMMON:
            counts.update(combinations(indices, 2))
    return counts


def likeness(bags: list[set[str]]) -> Callable[[Pair], float]:
    """Return a function from a pair to the cosine of their word bags, each word weighed by its rarity."""
    holders = Counter(word for bag in bags for word in bag)
    weight = {word: math.log(len(bags) / count) ** 2 for word, count in holders.items()}
    norms = [math.sqrt(sum(weight[word] for word in bag)) or 1.0 for bag in bags]

    def cosine(pair: Pair) -> float:
        left, right = pair
        return sum(weight[word] for word in bags[left] & bags[right]) / (norms[left] * norms[right])

    return cosine


def words_of(row: Row) -> set[str]:
    """Return the words of a title and the capitalised words of an article's beginning, cut to six letters."""
    words = set(WORD.findall(row["title"])) | set(CAPITAL.findall(row["text"][:2500]))
    return {word.lower()[:6] for word in words if len(word) > 2}


def cites(row: Row, other: Row) -> bool:
    """Tell whether a text names the other's outlet beside a word of reporting."""
    name = next((pattern for head, pattern in NAMED_AS.items() if head in other["outlet"]), None)
    if name is None:
        return False
    told = r"(?:report|told|according|first|citing|published|said|say)"
    return re.search(rf"\b{told}\w*\b.{{0,50}}\b(?:{name})\b|\b(?:{name})\b.{{0,40}}\b{told}", row["text"]) is not None


def strata(rows: list[Row]) -> dict[str, list[list[Pair]]]:
    """Return for each stratum its bands of candidate pairs."""
    shared = shared_shingles([row["text"] for row in rows])
    quoted = shared_shingles([" ".join(QUOTED.findall(row["text"])) for row in rows])
    like = likeness([words_of(row) for row in rows])
    ends = [row["text"][:600] + row["text"][-600:] for row in rows]
    agencies = [{name for name, mark in AGENCIES.items() if mark.search(end)} for end in ends]
    close = near(rows, 2)
    score = {pair: like(pair) for pair in close}
    alike = sorted((pair for pair in close if score[pair] > 0.3), key=lambda pair: -score[pair])
    copied = [pair for pair in near(rows, 3) if shared[pair] >= BANDS[-1][0] and quoted[pair] < shared[pair] / 2]
    quotes = [pair for pair in close if shared[pair] >= 8 and quoted[pair] >= 0.7 * shared[pair]]

    def citing(left: int, right: int) -> bool:
        return cites(rows[left], rows[right]) or cites(rows[right], rows[left])

    return {
        "copied": [[pair for pair in copied if low <= shared[pair] < high] for low, high in BANDS],
        "agency": [[p for p in close if score[p] > 0.2 and shared[p] < 60 and agencies[p[0]] & agencies[p[1]]]],
        "cites": [[pair for pair in alike if shared[pair] < 40 and citing(*pair)]],
        "quotes": [[pair for pair in quotes if score[pair] > 0.2]],
        "apart": [[pair for pair in alike if shared[pair] <= 3][:400]],
    }


def draw(rows: list[Row], chance: random.Random) -> list[Pair]:
    """Return the pairs of the first drawing, left before right."""
    used: Counter[int] = Counter()
    chosen: list[Pair] = []
    for name, bands in strata(rows).items():
        for band in bands:
            taken = 0
            for left, right in chance.sample(band, len(band)):
                if taken == QUOTAS[name] // len(bands):
                    break
                if max(used[left], used[right]) < MOST_PER_ARTICLE and (left, right) not in chosen:
                    used.update((left, right))
                    chosen.append((left, right))
                    taken += 1
    chance.shuffle(chosen)
    return [pair if chance.random() < 0.5 else pair[::-1] for pair in chosen]


def more(rows: list[Row], chance: random.Random, drawn: list[Pair]) -> list[Pair]:
    """Return the pairs of the second drawing: all that share at least `PROSE` shingles of prose."""
    known = {frozenset(pair) for pair in drawn}
    texts = [SAID.sub(f" gap{index} ", row["text"]) for index, row in enumerate(rows)]
    shared = shared_shingles(texts)
    found = [pair for pair in near(rows, 3) if shared[pair] >= PROSE and frozenset(pair) not in known]
    chance.shuffle(found)
    return [pair if chance.random() < 0.5 else pair[::-1] for pair in found]


def items() -> list[Row]:
    """Return the items, in the order of their numbers."""
    rows = crisis()
    chance = random.Random(SEED)
    pairs = draw(rows, chance)
    pairs += more(rows, chance, pairs)
    return [
        {"pair": f"e{number:03}", "left": rows[left]["id"], "right": rows[right]["id"]}
        for number, (left, right) in enumerate(pairs, 1)
    ]


if __name__ == "__main__":
    write_lines("echo_pairs_items.jsonl", items())
