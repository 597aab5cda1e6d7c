"""Read one article: cut it, run the encoder once over every sentence, and hang the rows on what it gives."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from reportedly import __version__
from reportedly.read.completion import complete
from reportedly.read.coreference import resolve
from reportedly.read.coreference_mentions import Sentences
from reportedly.read.decode import CONTENT, Draft, decode, pick_anchors, second_chance
from reportedly.read.disputes import find_disputes
from reportedly.read.entities import make_entities
from reportedly.read.events import find_events, voice_of
from reportedly.read.events_triggers import find
from reportedly.read.events_when import not_ahead
from reportedly.read.links import Linked, Links
from reportedly.read.mentions import Mention, mended, tagged
from reportedly.read.model import Model, default_model
from reportedly.read.outlets import find_outlet
from reportedly.read.patterns import add_patterns
from reportedly.read.places import Toponym, place_spans, resolve_places
from reportedly.read.proposals import Proposal, pick_triggers, propose, worth_decoding
from reportedly.read.quantities import find_quantities
from reportedly.read.quotes import quoted_regions
from reportedly.read.sentences import Sentence, sentences
from reportedly.read.statements import make_statements
from reportedly.read.times import find_times
from reportedly.read.trim import trim
from reportedly.read.views import passage_views, sentence_views
from reportedly.read.windows import pieces, windows
from reportedly.record import SCHEMA, Article, Entity, Event, Quantity, Reader, Record, Span, Statement, overlap


class Finds(NamedTuple):
    """What the model gives for a text: drafts of statements, named mentions, proposals of events, and who is meant."""

    drafts: list[Draft]
    mentions: list[Mention]
    proposals: list[Proposal]
    links: Links | None


def run_model(
    text: str,
    cut: Sequence[Sentence],
    regions: Sequence[Span],
    model: Model,
    listed: Sequence[Span] | None = None,
) -> Finds:
    """Run the model over the text's windows, one by one.

    `listed` are the triggers that the tables find, in text order: weak ones of the model away from them are not
    decoded, since nothing would come of them (None: all are).
    """
    tables = model.settings.get("links")
    finds = Finds([], [], [], Links(tables["near"], tables["far"]) if tables else None)
    found = pieces(text, model.tokenizer, cut, regions)
    for window in windows(found, cut):
        part = slice(window.start, window.end)
        starts, ends, words = found.starts[part], found.ends[part], found.words[part]
        reading = model.encode(found, window)
        finds.mentions.extend(tagged(starts, ends, words, reading.entities))
        if finds.links is not None and reading.links is not None:
            finds.links.add(Linked(starts, ends, found.sentences[part], *reading.links))
        anchors = pick_anchors(reading.anchors, model.thresholds)
        if len(anchors):
            contents = reading.outermost[:, CONTENT]
            views = passage_views(anchors, found.sentences[part], contents)
            roles, kinds, forces = model.decode(reading, views, found, window)
            found_here = decode(text, starts, ends, words, views, reading.anchors, roles, kinds, forces, contents)
            finds.drafts.extend(second_chance(found_here, model.thresholds))
        triggers = pick_triggers(reading.triggers, words)
        if listed is not None:
            triggers = worth_decoding(triggers, reading.triggers, starts, listed)
        if len(triggers):
            views = sentence_views(triggers, found.sentences[part])
            roles, types, statuses = model.decode_events(reading, views, found, window)
            finds.proposals.extend(propose(text, starts, ends, words, views, reading.triggers, roles, types, statuses))
    drafts = add_patterns(text, cut, complete(text, regions, finds.drafts))
    return finds._replace(drafts=drafts, mentions=mended(text, finds.mentions))


def _with_entities(statements: Sequence[Statement], entities: Sequence[Entity]) -> tuple[Statement, ...]:
    """Tie each source to the entity whose mentions cover most of it, if any do."""
    mentions = sorted((span, e.id) for e in entities if e.kind != "place" for span in e.mentions)
    starts = [span[0] for span, _ in mentions]
    longest = max((end - start for (start, end), _ in mentions), default=0)
    tied = []
    for row in statements:
        shared: dict[str, int] = {}
        for start, end in row.source:
            for span, id in mentions[bisect_left(starts, start - longest) : bisect_left(starts, end)]:
                shared[id] = shared.get(id, 0) + overlap(((start, end),), (span,))
        best = max(((covered, id) for id, covered in shared.items()), default=(0, ""))
        tied.append(msgspec.structs.replace(row, source_entity=best[1]) if best[0] > 0 else row)
    return tuple(tied)


def _with_voices(
    quantities: Sequence[Quantity], statements: Sequence[Statement], events: Sequence[Event]
) -> tuple[Quantity, ...]:
    """Give each quantity the innermost voice that tells it, and the event whose trigger is its measure."""
    told = []
    for row in quantities:
        voice = voice_of(row.spans[0], statements)
        event = next((e.id for e in events if row.measure and overlap(e.trigger, row.measure)), None)
        told.append(msgspec.structs.replace(row, voice=voice.id if voice else "author", event=event))
    return tuple(told)


def located(events: Sequence[Event], toponyms: Sequence[Toponym]) -> tuple[Event, ...]:
    """Give the events' places what the gazetteer knows of them: country, coordinates and GeoNames id."""
    told = []
    for row in events:
        spot = None
        if row.place.spans:
            spot = next((t.spot for t in toponyms if t.spot and overlap(row.place.spans, (t.span,))), None)
        if spot is not None:
            place = msgspec.structs.replace(
                row.place, country=spot.country, lat=spot.lat, lon=spot.lon, geonameid=spot.id
            )
            row = msgspec.structs.replace(row, place=place)
        told.append(row)
    return tuple(told)


def read_article(article: Article, model: Model | None = None) -> Record:
    """Return the record of one article: a function of the article and the model, and of nothing else."""
    model = model or default_model()
    text = article.text
    cut = sentences(text)
    regions = quoted_regions(text)
    parts = Sentences(text, cut, regions)
    listed = [find(words) for words in parts.words]
    spans = [words.span(one.first, one.last) for words, found in zip(parts.words, listed, strict=True) for one in found]
    finds = run_model(text, cut, regions, model, spans)
    drafts, mentions = trim(text, finds.drafts, article.dateline), finds.mentions
    statements = make_statements(text, cut, regions, drafts, model.settings.get("calibration"))
    home = find_outlet(article.outlet) if article.outlet else None
    country = home.country if home else None
    toponyms = resolve_places(text, place_spans(text, mentions), country)
    clusters = resolve(text, parts, mentions, statements, article.published, country, finds.links)
    entities = make_entities(text, clusters, mentions, parts, {t.span: t for t in toponyms}, article.published)
    statements = _with_entities(statements, entities)
    times = find_times(text, cut, article.published)
    actors = [e for e in entities if e.kind != "other"]
    figures = model.settings.get("events")
    events = find_events(text, cut, actors, statements, times, finds.proposals, figures, parts.words, listed)
    events = not_ahead(located(events, toponyms), article.published)
    return Record(
        schema=SCHEMA,
        reader=Reader(version=__version__, model=model.name),
        article=article,
        entities=entities,
        statements=statements,
        events=events,
        quantities=_with_voices(find_quantities(text, cut, times), statements, events),
        times=times,
        disputes=find_disputes(text, cut, statements, events),
    )
