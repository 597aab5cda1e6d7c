"""Kills, other writers and other orders: whatever happens while adding, the story comes out the same."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from tests.stories import QuickReader, articles, found
from tests.test_keep_story import dump

from reportedly.keep import Story
from reportedly.weave.family import Thing

ROOT = Path(__file__).resolve().parents[1]
COUNT = 60
ADDER = """
import sys
from reportedly.keep import Story
from tests.stories import QuickReader, articles
count = sys.argv[2]
with Story(sys.argv[1], reader=QuickReader(pause=0.01) if count.isdigit() else None) as story:
    print("ready", flush=True)
    tell = lambda step: print(step.outcome, flush=True)
    story.add_found(articles(int(count)), step=tell) if count.isdigit() else story.add(count, step=tell)
"""


class Towns:
    """Events of one type whose article names one town hang together."""

    name = "town"

    def keys(self, item):
        from reportedly.weave.item import placed

        towns = {"Vessa", "Lorne", "Tamb", "Oster"} & set(item.text.replace(",", " ").split())
        return {
            one.address: {f"{one.row.type} {town} {item.day}" for town in towns}
            for one in placed(item)
            if one.kind == "event"
        }

    def joins(self, left, right):
        return left.item.outlet != right.item.outlet

    def compute(self, members, links):
        addresses = tuple(member.address for member in members)
        outlets = sorted({member.item.outlet or "" for member in members})
        yield Thing(id=addresses[0], members=addresses, body={"outlets": outlets})


class Couples:
    """Articles of one outlet that share a paragraph."""

    name, fewest = "couple", 1

    def keys(self, item):
        return {f"{item.outlet} {line}" for line in item.text.split("\n\n")}

    def alone(self, item):
        return ()

    def between(self, left, right):
        yield Thing(id=f"{left.key}|{right.key}", members=(left.key, right.key), body={"day": right.day})


FAMILIES = (Towns(), Couples())


def start(path, count=COUNT):
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    return subprocess.Popen(
        [sys.executable, "-c", ADDER, str(path), str(count)], stdout=subprocess.PIPE, env=environment, text=True
    )


def undisturbed(path, found=None, families=None):
    with Story(path, reader=QuickReader(), families=families) as story:
        story.add_found(found if found is not None else articles(COUNT))
    return dump(path)


def test_killed_twenty_times_and_resumed_the_views_are_the_same(tmp_path):
    expected = undisturbed(tmp_path / "whole.db")
    path = tmp_path / "killed.db"
    killed(path, 20, COUNT)
    assert dump(path) == expected


def killed(path, times, count):
    """Add with so many kills at random points, and then to the end."""
    dice = random.Random(7)
    for _ in range(times):
        process = start(path, count)
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
        for _ in range(dice.randrange(1, 4)):  # a few steps on, and then anywhere within the next
            process.stdout.readline()
        time.sleep(dice.random() * 0.03)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        with Story(path, readonly=True) as story:  # can be read at once, and holds whole articles only
            assert all(story.record(info.key).events for info in story.articles())
    process = start(path, count)
    process.communicate()
    assert process.returncode == 0


def test_the_packaged_reader_is_killed_and_resumed(tmp_path):
    folder = ROOT / "examples" / "story"
    with Story(tmp_path / "whole.db") as story:
        story.add(folder)
    killed(tmp_path / "killed.db", 3, folder)
    assert dump(tmp_path / "killed.db") == dump(tmp_path / "whole.db")


def test_two_writers_at_once_lose_nothing(tmp_path):
    path = tmp_path / "s.db"
    writers = [start(path, 30), start(path, COUNT)]
    for writer in writers:
        writer.communicate()
        assert writer.returncode == 0
    assert dump(path) == undisturbed(tmp_path / "alone.db")


def test_a_reader_sees_one_state_while_another_writes(tmp_path):
    path = tmp_path / "s.db"
    undisturbed(path, articles(5))
    with Story(path, readonly=True) as reader, reader.database.reading():
        before = reader.rows()
        thread = threading.Thread(target=undisturbed, args=(path, articles(10)))
        thread.start()
        thread.join()
        assert reader.rows() == before
    with Story(path, readonly=True) as reader:
        assert len(reader.articles()) == 10


@pytest.mark.parametrize("seed", range(4))
def test_what_follows_does_not_depend_on_the_order(tmp_path, seed):
    found = articles(COUNT)
    random.Random(seed).shuffle(found)
    for families in (None, FAMILIES):
        one, two = tmp_path / f"a{bool(families)}.db", tmp_path / f"b{bool(families)}.db"
        assert undisturbed(one, found, families) == undisturbed(two, None, families)


def test_re_reading_and_new_versions_leave_nothing_stale(tmp_path):
    """After other readers and texts, what is derived is what a new story of the last state would derive."""
    def extra(text):
        return found(text, url="https://x.example/1", outlet="Outlet 1", published="2019-05-01")

    path, texts = tmp_path / "s.db", ["Troops raided Vessa.", "Troops raided Lorne. They met in Lorne."]
    for text in texts:
        with Story(path, reader=QuickReader(wide=True), families=FAMILIES) as story:
            story.add_found([*articles(8), extra(text)])
    with Story(path, reader=QuickReader(), families=FAMILIES) as story:
        story.add_found([*articles(8), extra(texts[1])])
        things = sorted(story.database.connection.execute("SELECT family, body FROM v_things"))
        live = {row["address"] for row in story.rows()} | {f"{one.key}/{one.version}" for one in story.articles()}
        members = {address for (address,) in story.database.connection.execute("SELECT address FROM v_members")}
        assert members <= live
    again = tmp_path / "t.db"
    with Story(again, reader=QuickReader(), families=FAMILIES) as story:
        story.add_found([*articles(8), extra(texts[1])])
        assert sorted(story.database.connection.execute("SELECT family, body FROM v_things")) == things


def test_what_people_merge_hangs_together_and_a_rejected_row_leaves_its_thing(tmp_path):
    with Story(tmp_path / "s.db", reader=QuickReader(), families=FAMILIES) as story:
        story.add_found(articles(2))
        one, two = (row["address"] for row in story.rows("event") if row["words"]["trigger"] == "raided")

        def sizes():
            query = "SELECT count(*) FROM v_members WHERE family = 'town' GROUP BY id ORDER BY 1"
            return [size for (size,) in story.database.connection.execute(query)]

        before = sizes()
        entry = story.review.merge(one, two)
        assert max(sizes()) == max(before) + 1 and sum(sizes()) == sum(before)
        story.review.undo(entry.id)
        assert sizes() == before
        story.review.reject(one)
        assert sum(sizes()) == sum(before) - 1
