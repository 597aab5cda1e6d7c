-- When events are: what the timeline and the curve ask of a story. A function of claims (keep/moments.py), replaced with them.
CREATE TABLE moment (
  claim INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  status TEXT NOT NULL,              -- "" for none
  type TEXT NOT NULL, actor TEXT NOT NULL, recipient TEXT NOT NULL,  -- who acts on whom by most rows; "?" for unknown
  earliest TEXT, latest TEXT,        -- the days that all its rows tell; null for none
  first TEXT, last TEXT,             -- the days that a curve spreads it over; null for none
  report TEXT, last_report TEXT,     -- the days of its first and last report
  intensity REAL NOT NULL,           -- of the package's table
  outlets INTEGER NOT NULL
);
CREATE INDEX moment_day ON moment(earliest, outlets, id);
CREATE INDEX moment_report ON moment(report, outlets, id);
CREATE INDEX moment_status ON moment(status, type, earliest, latest, report, last_report);
CREATE INDEX moment_curve ON moment(status, first, last, intensity);
CREATE INDEX moment_curve_report ON moment(status, report, intensity);
CREATE INDEX claim_status ON claim(status, first = '~', first DESC, outlets DESC, id);
CREATE VIEW v_moments AS
  SELECT id AS claim, status, type, actor, recipient, earliest, latest, first, last, report, last_report, intensity FROM moment;
