-- How the neighbourhood of an article is found (docs/story.md): a function of rows and decisions, for no one else to ask.
-- Numbers, of keys and of spots, are of this file only.
CREATE TABLE spot (                  -- a row, or an item (`ARTICLE/VERSION`), as blocks and joints know it
  number INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE
);
CREATE TABLE block (                 -- who may have to do with whom: those that share a key (keep/blocks.py)
  key INTEGER NOT NULL, spot INTEGER NOT NULL,
  PRIMARY KEY (key, spot)
) WITHOUT ROWID;
CREATE INDEX block_spot ON block(spot, key);

CREATE TABLE joint (                 -- two rows that can be of one thing, both ways; a row alone has one with itself
  family TEXT NOT NULL, spot INTEGER NOT NULL, other INTEGER NOT NULL,
  score REAL,                        -- of families that grow (claims): the strongest go first
  PRIMARY KEY (family, spot, other)
) WITHOUT ROWID;

CREATE TABLE step (                  -- how a thing of a family that grows came together, in order
  family TEXT NOT NULL, id TEXT NOT NULL, place INTEGER NOT NULL,
  one INTEGER NOT NULL, two INTEGER NOT NULL,
  score REAL,                        -- null: people said so
  PRIMARY KEY (family, id, place)
) WITHOUT ROWID;

CREATE TABLE told (                  -- an article's rows as they are compared (keep/facts_of.py), packed
  article TEXT PRIMARY KEY, facts BLOB NOT NULL
);
