-- Since version 3 of the schema: the sources of statements, and how often what articles are called has changed.

CREATE INDEX IF NOT EXISTS statement_kind ON story_row(shown ->> '$.source_kind', article)
  WHERE kind = 'statement' AND state = 'live' AND verdict IS NOT 'reject';

CREATE TABLE IF NOT EXISTS touched ( -- how often what is only ever added to was changed all the same
  what TEXT PRIMARY KEY, times INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TRIGGER IF NOT EXISTS article_touched AFTER UPDATE ON article
WHEN (old.outlet, old.url, old.published, old.title, old.credit) IS NOT
     (new.outlet, new.url, new.published, new.title, new.credit) BEGIN
  INSERT INTO touched VALUES ('article', 1) ON CONFLICT (what) DO UPDATE SET times = times + 1;
END;
CREATE TRIGGER IF NOT EXISTS failure_touched AFTER UPDATE ON failure BEGIN
  INSERT INTO touched VALUES ('failure', 1) ON CONFLICT (what) DO UPDATE SET times = times + 1;
END;
