-- The tables of a story, and the views that are promised to SQL users (v_…). Kept to what PostgreSQL has as well, but for
-- pragmas, triggers and JSON operators. Tables of long rows have rowids, since without them long rows waste pages. PRAGMA user_version holds the version of this schema (database.VERSION).

-- Facts: what was given and what was read. Never recomputed away.
CREATE TABLE input (                 -- bytes as they came, once
  sha256 TEXT PRIMARY KEY,           -- of the bytes before compression
  bytes BLOB NOT NULL                -- zlib
);

CREATE TABLE article (               -- one publication
  key TEXT PRIMARY KEY,              -- 16 hexadecimal digits, see keep/articles.py
  outlet TEXT, url TEXT, published TEXT, title TEXT, id TEXT, credit TEXT,
  current INTEGER NOT NULL           -- number of the version whose rows are live
) WITHOUT ROWID;

CREATE TABLE version (               -- one extracted text of an article
  article TEXT NOT NULL REFERENCES article(key), number INTEGER NOT NULL,
  sha256 TEXT NOT NULL,              -- of the text in UTF-8
  input TEXT REFERENCES input(sha256),
  source TEXT NOT NULL,              -- what people named: a file, a row of a table, an address
  data BLOB NOT NULL,                -- the article as JSON (RECORD.md), zlib
  PRIMARY KEY (article, number), UNIQUE (article, sha256)
);

CREATE TABLE reading (               -- one pass of one reader over a version
  article TEXT NOT NULL, version INTEGER NOT NULL, number INTEGER NOT NULL,
  reader TEXT NOT NULL, model TEXT NOT NULL,
  record BLOB NOT NULL,              -- the record as JSON, zlib, its article left out
  at TEXT NOT NULL,                  -- UTC, by the clock; in no view
  PRIMARY KEY (article, version, number),
  FOREIGN KEY (article, version) REFERENCES version(article, number)
);

CREATE TABLE story_row (             -- a row of a record under its lasting address
  address TEXT PRIMARY KEY,          -- ARTICLE/VERSION/KIND/START-END
  hash TEXT NOT NULL,                -- short name of the address; ids of claims are such
  article TEXT NOT NULL, version INTEGER NOT NULL, kind TEXT NOT NULL,
  start INTEGER NOT NULL, stop INTEGER NOT NULL,
  placed TEXT NOT NULL,              -- the address that the newest reading alone would give it
  state TEXT NOT NULL,               -- live, superseded, withdrawn, carried
  reading INTEGER NOT NULL,          -- the newest reading of its version that has it
  ended TEXT,                        -- the reading that ended it, as VERSION.READING
  follows TEXT,                      -- the row whose decisions it takes over: of the last version, or a rejected one
  body TEXT NOT NULL,                -- as read, JSON
  shown TEXT NOT NULL,               -- with people's edits, JSON
  words TEXT NOT NULL,               -- what its spans say, and its voice's address, JSON
  verdict TEXT                       -- accept, reject, or null
);
CREATE INDEX story_row_of ON story_row(article, version, kind);
CREATE INDEX story_row_follows ON story_row(follows) WHERE follows IS NOT NULL;
CREATE INDEX story_row_hash ON story_row(hash);
CREATE INDEX story_row_live ON story_row(kind, state);

CREATE TABLE failure (               -- an input that was not read; gone once it is
  source TEXT PRIMARY KEY, reason TEXT NOT NULL, mend TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE feed (                  -- what `watch` follows
  url TEXT PRIMARY KEY, etag TEXT, modified TEXT, checked TEXT, due REAL NOT NULL DEFAULT 0, -- seconds since 1970
  failures INTEGER NOT NULL DEFAULT 0, problem TEXT
) WITHOUT ROWID;

CREATE TABLE seen (                  -- entries of feeds that need not be looked at again
  feed TEXT NOT NULL, entry TEXT NOT NULL,
  mark TEXT NOT NULL,                -- of the entry as it was; another mark is a changed entry
  tries INTEGER NOT NULL DEFAULT 0,  -- how often it could not be read
  PRIMARY KEY (feed, entry)
) WITHOUT ROWID;

-- People's decisions: appended, never changed.
CREATE TABLE decision (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,           -- hash of the entry
  verb TEXT NOT NULL,                -- accept, reject, edit, merge, split, undo
  address TEXT NOT NULL,             -- of undo: the id of the entry that it undoes
  other TEXT,                        -- of merge and split
  change TEXT,                       -- of edit: {"field": new, …}, JSON
  before TEXT,                       -- of edit: {"field": the value that the person saw, …}, JSON
  author TEXT NOT NULL, at TEXT NOT NULL, reason TEXT NOT NULL
);
CREATE INDEX decision_address ON decision(address);
CREATE INDEX decision_other ON decision(other);
CREATE TRIGGER decision_stays BEFORE UPDATE ON decision BEGIN SELECT raise(ABORT, 'decisions are only appended'); END;
CREATE TRIGGER decision_kept BEFORE DELETE ON decision BEGIN SELECT raise(ABORT, 'decisions are only appended'); END;

CREATE TABLE queue (                 -- decisions that fit no row any more, for people to look at
  decision TEXT NOT NULL REFERENCES decision(id), address TEXT NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY (decision, address)
) WITHOUT ROWID;

-- What follows: a function of the above, replaced neighbourhood by neighbourhood.
CREATE TABLE thing (                 -- an edge, actor, claim, series, dispute …
  family TEXT NOT NULL, id TEXT NOT NULL,
  body TEXT NOT NULL,                -- JSON
  PRIMARY KEY (family, id)
);

CREATE TABLE member (
  family TEXT NOT NULL, id TEXT NOT NULL, address TEXT NOT NULL, place INTEGER NOT NULL,
  PRIMARY KEY (family, id, address)
) WITHOUT ROWID;
CREATE INDEX member_address ON member(family, address);

-- The views: names and columns stay as they are from version to version; new columns may come at the end.
CREATE VIEW v_articles AS
  SELECT key AS article, outlet, url, published, title, credit, current AS version, id FROM article;
CREATE VIEW v_versions AS
  SELECT article, number AS version, sha256, source FROM version;
CREATE VIEW v_rows AS
  SELECT r.address, r.kind, r.state, r.verdict, a.outlet, a.published, r.article, r.version, r.start, r.stop,
         r.follows, r.shown AS body, r.words
  FROM story_row r JOIN article a ON a.key = r.article;
CREATE VIEW v_entities AS
  SELECT address, outlet, published, body ->> '$.name' AS name, body ->> '$.kind' AS kind,
         body ->> '$.country' AS country, body ->> '$.sector' AS sector
  FROM v_rows WHERE v_rows.kind = 'entity' AND state = 'live' AND verdict IS NOT 'reject';
CREATE VIEW v_statements AS
  SELECT address, outlet, published, words ->> '$.source' AS source, body ->> '$.source_kind' AS source_kind,
         words ->> '$.cue' AS cue, words ->> '$.content' AS content, body ->> '$.quote' AS quote,
         body ->> '$.force' AS force, words ->> '$.medium' AS medium, words ->> '$.via' AS via, body ->> '$.score' AS score
  FROM v_rows WHERE v_rows.kind = 'statement' AND state = 'live' AND verdict IS NOT 'reject';
CREATE VIEW v_events AS
  SELECT address, outlet, published, words ->> '$.trigger' AS "trigger", body ->> '$.type' AS type,
         body ->> '$.mode' AS mode, body ->> '$.status' AS status, words ->> '$.actor' AS actor,
         words ->> '$.recipient' AS recipient, coalesce(body ->> '$.place.name', words ->> '$.place') AS place,
         body ->> '$.place.country' AS country, body ->> '$.date.earliest' AS earliest, body ->> '$.date.latest' AS latest,
         words ->> '$.voice' AS voice, words ->> '$.because' AS because, body ->> '$.score' AS score
  FROM v_rows WHERE v_rows.kind = 'event' AND state = 'live' AND verdict IS NOT 'reject';
CREATE VIEW v_quantities AS
  SELECT address, outlet, published, words ->> '$.spans' AS words, body ->> '$.value' AS value, body ->> '$.high' AS high,
         body ->> '$.bound' AS bound, body ->> '$.unit' AS unit, v_rows.words ->> '$.of' AS "of",
         v_rows.words ->> '$.measure' AS measure, body ->> '$.as_of' AS as_of, v_rows.words ->> '$.event' AS event,
         v_rows.words ->> '$.voice' AS voice, body ->> '$.score' AS score
  FROM v_rows WHERE v_rows.kind = 'quantity' AND state = 'live' AND verdict IS NOT 'reject';
CREATE VIEW v_times AS
  SELECT address, outlet, published, v_rows.words ->> '$.spans' AS words, body ->> '$.type' AS type,
         body ->> '$.value' AS value
  FROM v_rows WHERE v_rows.kind = 'time' AND state = 'live' AND verdict IS NOT 'reject';
CREATE VIEW v_failures AS SELECT source, reason, mend FROM failure;
CREATE VIEW v_decisions AS
  SELECT seq, id, verb, address, other, change, before, author, at, reason FROM decision;
CREATE VIEW v_claims AS
  SELECT t.id AS claim, t.body ->> '$.kind' AS kind, t.body ->> '$.type' AS type, t.body ->> '$.status' AS status,
         t.body ->> '$.said' AS said, t.body ->> '$.earliest' AS earliest, t.body ->> '$.latest' AS latest,
         t.body ->> '$.first_report' AS first_report, t.body ->> '$.last_report' AS last_report,
         c.body ->> '$.articles' AS articles, c.body ->> '$.outlets' AS outlets, c.body ->> '$.reports' AS reports,
         c.body ->> '$.voices' AS voices
  FROM thing t LEFT JOIN thing c ON c.family = 'counts' AND c.id = t.id WHERE t.family = 'claim';
CREATE VIEW v_claim_rows AS
  SELECT m.id AS claim, m.place, m.address, r.kind, r.words FROM member m LEFT JOIN story_row r ON r.address = m.address
  WHERE m.family = 'claim';
CREATE VIEW v_echoes AS
  SELECT id, body ->> '$.item' AS item, body ->> '$.origin[0]' AS origin_kind, body ->> '$.origin[1]' AS origin,
         body ->> '$.evidence' AS evidence, body ->> '$.share' AS share, body ->> '$.weak' AS weak,
         body ->> '$.reason' AS reason, body ->> '$.passage' AS passage
  FROM thing WHERE family = 'copy';
CREATE VIEW v_series AS
  SELECT id, body ->> '$.thing' AS thing, body ->> '$.measure' AS measure, body ->> '$.unit' AS unit,
         body ->> '$.relations' AS relations
  FROM thing WHERE family = 'series';
CREATE VIEW v_disputes AS
  SELECT id AS "of", family, body ->> '$.type' AS type, body ->> '$.reason' AS reason FROM thing WHERE family = 'deed'
  UNION ALL
  SELECT id, family, body ->> '$.dispute.type', body ->> '$.dispute.reason' FROM thing
  WHERE family IN ('claim', 'series') AND body ->> '$.dispute' IS NOT NULL;
CREATE VIEW v_things AS SELECT family, id, body FROM thing;
CREATE VIEW v_members AS SELECT family, id, place, address FROM member;
