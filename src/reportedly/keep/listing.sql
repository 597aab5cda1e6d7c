-- What lists ask of a story: everything here follows from `thing`, `member`, `article` and `version`, and is replaced with
-- them (keep/listing.py, keep/searching.py). Numbers are of this file only. An unknown first day is "~", an unknown last one "".

CREATE TABLE claim (                 -- a claim by what it is asked for
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL, type TEXT COLLATE NOCASE, status TEXT,
  ever TEXT NOT NULL,                -- ",happened,planned,"
  first TEXT NOT NULL, last TEXT NOT NULL,                -- days of the event, or else of its reports
  first_report TEXT NOT NULL, last_report TEXT NOT NULL,
  articles INTEGER NOT NULL, outlets INTEGER NOT NULL, reports INTEGER NOT NULL, voices INTEGER NOT NULL
);
CREATE INDEX claim_weight ON claim(outlets DESC, reports DESC, voices DESC, first_report, id);
CREATE INDEX claim_reports ON claim(reports DESC, outlets DESC, voices DESC, first_report, id);
CREATE INDEX claim_first ON claim(first, outlets DESC, id);
CREATE INDEX claim_latest ON claim(last_report DESC, outlets DESC, id);
CREATE INDEX claim_newest ON claim(first = '~', first DESC, outlets DESC, id);
CREATE INDEX claim_reported ON claim(first_report = '~', first_report DESC, outlets DESC, id);
CREATE INDEX claim_facet ON claim(kind, type, status);

CREATE TABLE name (                  -- who and what claims name, once, and how many claims do
  number INTEGER PRIMARY KEY,
  role TEXT NOT NULL,                -- actor, recipient, place, outlet, voice
  name TEXT NOT NULL,
  kind TEXT NOT NULL,                -- of a voice, else ""
  folded TEXT NOT NULL,              -- in small letters, without accents
  claims INTEGER NOT NULL DEFAULT 0, says INTEGER NOT NULL DEFAULT 0, denies INTEGER NOT NULL DEFAULT 0,
  UNIQUE (role, name, kind)
);
CREATE INDEX name_weight ON name(role, claims DESC, name, kind);

CREATE TABLE naming (
  name INTEGER NOT NULL, claim INTEGER NOT NULL,
  stance INTEGER NOT NULL,           -- of a voice: 1 says, 2 denies, 3 both; else 0
  PRIMARY KEY (name, claim)
) WITHOUT ROWID;
CREATE INDEX naming_claim ON naming(claim);
CREATE TRIGGER naming_in AFTER INSERT ON naming BEGIN
  UPDATE name SET claims = claims + 1, says = says + (new.stance & 1), denies = denies + (new.stance >> 1)
  WHERE number = new.name;
END;
CREATE TRIGGER naming_out AFTER DELETE ON naming BEGIN
  UPDATE name SET claims = claims - 1, says = says - (old.stance & 1), denies = denies - (old.stance >> 1)
  WHERE number = old.name;
  DELETE FROM name WHERE number = old.name AND claims = 0;
END;

CREATE TABLE gap (                   -- what a claim lacks
  kind TEXT NOT NULL, "of" TEXT NOT NULL, claim INTEGER NOT NULL, detail TEXT NOT NULL,
  PRIMARY KEY (kind, "of")
) WITHOUT ROWID;
CREATE INDEX gap_claim ON gap(claim);

CREATE TABLE figure (                -- a figure of a series
  number INTEGER PRIMARY KEY, series TEXT NOT NULL, place INTEGER NOT NULL, address TEXT NOT NULL, article TEXT NOT NULL,
  thing TEXT NOT NULL COLLATE NOCASE, measure TEXT NOT NULL, unit TEXT, figure TEXT NOT NULL, value REAL, bound TEXT,
  as_of TEXT, reported TEXT, status TEXT, first TEXT NOT NULL, last TEXT NOT NULL,
  relations TEXT NOT NULL,           -- JSON, as are the names
  actors TEXT NOT NULL, recipients TEXT NOT NULL, places TEXT NOT NULL,
  UNIQUE (series, place)
);

CREATE TABLE contest (               -- a dispute; `of` is the claim, the series or the thing of family "deed" that it is in
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, family TEXT NOT NULL, "of" TEXT NOT NULL,
  type TEXT NOT NULL, of_type TEXT COLLATE NOCASE, reason TEXT NOT NULL,
  sides INTEGER NOT NULL,
  UNIQUE (family, "of")
);
CREATE INDEX contest_type ON contest(type);

CREATE TABLE contest_side (
  contest INTEGER NOT NULL, side INTEGER NOT NULL, says TEXT NOT NULL,
  PRIMARY KEY (contest, side)
) WITHOUT ROWID;

CREATE TABLE contest_row (
  contest INTEGER NOT NULL, side INTEGER NOT NULL, place INTEGER NOT NULL, address TEXT NOT NULL,
  PRIMARY KEY (contest, side, place)
) WITHOUT ROWID;
CREATE INDEX contest_row_address ON contest_row(address);

CREATE TABLE echo (                  -- an edge: from a passage of an article to what it was taken from
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, item TEXT NOT NULL, article TEXT NOT NULL,
  origin_kind TEXT NOT NULL, origin TEXT NOT NULL,
  origin_article TEXT,               -- null for an outlet outside the story
  evidence TEXT NOT NULL, share REAL NOT NULL, weak INTEGER NOT NULL, reason TEXT NOT NULL
);
CREATE INDEX echo_item ON echo(item, origin, evidence, id);
CREATE INDEX echo_article ON echo(article);
CREATE INDEX echo_origin ON echo(origin_article);

CREATE TABLE newsroom (              -- who published an article, as outlets are counted; none where nothing says so
  article TEXT PRIMARY KEY, name TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX newsroom_name ON newsroom(name);
CREATE INDEX article_published ON article(published);

CREATE TABLE sentence (              -- of the articles' newest texts; the title is one from -1 to -1
  number INTEGER PRIMARY KEY, article TEXT NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL
);
CREATE INDEX sentence_article ON sentence(article, start);
CREATE VIRTUAL TABLE words USING fts5(text, content = '', tokenize = "porter unicode61 remove_diacritics 2");

CREATE TABLE claim_sentence (        -- where the rows of claims stand
  sentence INTEGER NOT NULL, claim INTEGER NOT NULL,
  PRIMARY KEY (sentence, claim)
) WITHOUT ROWID;
CREATE INDEX claim_sentence_claim ON claim_sentence(claim);

CREATE VIEW v_names AS
  SELECT n.role, n.name, n.kind, c.id AS claim, g.stance & 1 AS says, g.stance >> 1 AS denies, n.claims
  FROM naming g JOIN name n ON n.number = g.name JOIN claim c ON c.number = g.claim;
CREATE VIEW v_gaps AS SELECT kind, "of", detail FROM gap;
CREATE VIEW v_figures AS
  SELECT series, place, address, article, thing, measure, unit, figure, value, bound, as_of, reported, status, relations
  FROM figure;
CREATE VIEW v_dispute_rows AS
  SELECT c.id AS dispute, c.family, c."of", c.type, c.reason, r.side, s.says, r.address
  FROM contest c JOIN contest_side s ON s.contest = c.number
  JOIN contest_row r ON r.contest = s.contest AND r.side = s.side;
CREATE VIEW v_outlets AS SELECT name AS outlet, article FROM newsroom;
CREATE VIEW v_sentences AS SELECT article, start, stop FROM sentence;
CREATE VIEW v_claim_sentences AS
  SELECT c.id AS claim, s.article, s.start, s.stop
  FROM claim_sentence t JOIN claim c ON c.number = t.claim JOIN sentence s ON s.number = t.sentence;
CREATE VIEW v_claim_list AS
  SELECT id AS claim, kind, type, status, ever, first, last, first_report, last_report, articles, outlets, reports, voices
  FROM claim;
