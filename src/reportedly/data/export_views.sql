-- Views of the export `sqlite`: questions that people ask first. Each begins with what it is for.
-- what is told as done or under way, with whose word it is
CREATE VIEW told_as_done AS
  SELECT earliest, latest, type, mode, actor, "trigger", recipient, place, voice, status, outlet, published, address
  FROM events WHERE status IN ('happened', 'ongoing') ORDER BY earliest IS NULL, earliest, published;
-- what is only planned, weighed, feared, demanded or threatened
CREATE VIEW not_done AS
  SELECT published, status, because, type, mode, actor, "trigger", recipient, voice, outlet, address
  FROM events WHERE status NOT IN ('happened', 'ongoing', 'did_not_happen') ORDER BY published;
-- what a voice says did not happen
CREATE VIEW denied AS
  SELECT published, because, type, actor, "trigger", recipient, voice, outlet, address
  FROM events WHERE status = 'did_not_happen' ORDER BY published;
-- what rests on people without a name
CREATE VIEW anonymous_statements AS
  SELECT published, outlet, source, source_count, force, content, chain, address
  FROM statements WHERE source_kind = 'anonymous' ORDER BY published;
-- who is heard how often, by the name that the article gives
CREATE VIEW voices AS
  SELECT coalesce(source_name, source) AS voice, source_kind, count(*) AS statements, count(DISTINCT article) AS articles,
         count(DISTINCT outlet) AS outlets
  FROM statements WHERE source_kind <> 'none' GROUP BY 1, 2 ORDER BY statements DESC;
-- how many are told to have been killed, wounded, deployed …, article by article
CREATE VIEW figures AS
  SELECT coalesce(as_of, substr(published, 1, 10)) AS day, as_of, "of", measure, bound, value, high, unit, voice, outlet, address
  FROM quantities ORDER BY "of", measure, day;
-- dated events told as done, by day and type; every article counts, also those that only repeat another
CREATE VIEW events_per_day AS
  SELECT earliest AS day, type, count(*) AS rows, count(DISTINCT article) AS articles, count(DISTINCT outlet) AS outlets,
         avg(intensity) AS intensity
  FROM events WHERE status IN ('happened', 'ongoing') AND earliest = latest GROUP BY 1, 2 ORDER BY 1;
-- claims that rest on one independent report although several outlets carry them
CREATE VIEW one_report AS
  SELECT said, status, outlets, reports, voices, outlet_names, voice_names, claim FROM claims
  WHERE reports = 1 AND outlets > 1 ORDER BY outlets DESC;
