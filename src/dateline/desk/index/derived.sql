-- Made when every record is in its place.

CREATE INDEX claims_report ON claims (report, start);
UPDATE reports SET claims = (SELECT count(*) FROM claims c WHERE c.report = reports.id);

CREATE TABLE sources AS
  SELECT o.source AS source, group_concat(DISTINCT o.channel) AS channels, count(*) AS origins,
         sum(o.claims) AS claims, sum(o.carriers) AS carriers, min(o.first) AS first
  FROM origins o WHERE o.source IS NOT NULL GROUP BY o.source;
CREATE UNIQUE INDEX sources_source ON sources (source);

CREATE TABLE outlets AS
  SELECT outlet, count(*) AS reports, sum(claims) AS claims, min(published) AS first, max(published) AS last
  FROM reports GROUP BY outlet;

-- Of each source, and of each outlet on its own account: events spoken of, and how the word fared.
CREATE TABLE standings AS
  SELECT CASE WHEN o.source IS NULL THEN 'outlet' ELSE 'source' END AS kind,
         coalesce(o.source, o.channel) AS name,
         count(DISTINCT e.id) AS events,
         count(DISTINCT CASE WHEN eo.side = 'for' AND e.pro = 1 AND e.contra = 0 THEN e.id END) AS alone,
         count(DISTINCT CASE WHEN eo.side = 'for' AND e.contra > 0 THEN e.id END) AS denied,
         count(DISTINCT CASE WHEN eo.side = 'against' THEN e.id END) AS denies,
         count(DISTINCT CASE WHEN eo.side = 'against' AND e.status = 'conceded' THEN e.id END) AS conceded
  FROM origins o JOIN event_origins eo ON eo.origin = o.id JOIN events e ON e.id = eo.event
  WHERE coalesce(o.source, o.channel) IS NOT NULL GROUP BY 1, 2;
CREATE UNIQUE INDEX standings_name ON standings (kind, name);

-- Statements that the same source, or another, overtook later.
CREATE TABLE overtaken AS
  SELECT CASE WHEN c.source IS NULL THEN 'outlet' ELSE 'source' END AS kind,
         coalesce(c.source, r.outlet) AS name, count(DISTINCT d.id) AS times
  FROM disagreements d JOIN disagreement_claims dc ON dc.disagreement = d.id
  JOIN claims c ON c.id = dc.claim JOIN reports r ON r.id = c.report
  WHERE d.type = 'superseded' AND coalesce(c.source, r.outlet) IS NOT NULL GROUP BY 1, 2;
CREATE UNIQUE INDEX overtaken_name ON overtaken (kind, name);

-- Which outlet carries whose earlier words, and whom each outlet quotes.
CREATE TABLE carried AS
  SELECT us.outlet AS us, them.outlet AS them, count(*) AS passages, count(DISTINCT us.id) AS reports
  FROM (SELECT report AS a, other AS b FROM copies UNION ALL SELECT other, report FROM copies) c
  JOIN reports us ON us.id = c.a JOIN reports them ON them.id = c.b
  WHERE them.published < us.published AND us.outlet <> them.outlet GROUP BY 1, 2;
CREATE INDEX carried_us ON carried (us, passages DESC);
CREATE INDEX carried_them ON carried (them, passages DESC);
CREATE TABLE quoted AS
  SELECT r.outlet AS outlet, c.source AS source, count(*) AS claims FROM claims c JOIN reports r ON r.id = c.report
  WHERE r.outlet IS NOT NULL AND c.source IS NOT NULL GROUP BY 1, 2;
CREATE INDEX quoted_outlet ON quoted (outlet, claims DESC);

CREATE TABLE days AS
  SELECT first AS day, count(*) AS events, sum(status IN ('disputed', 'conceded')) AS disputed
  FROM events WHERE first IS NOT NULL AND kind <> 'position' GROUP BY first;

CREATE TABLE counts AS SELECT
  (SELECT count(*) FROM reports) AS reports, (SELECT count(*) FROM claims) AS claims,
  (SELECT count(*) FROM outlets WHERE outlet IS NOT NULL) AS outlets, (SELECT count(*) FROM sources) AS sources,
  (SELECT count(*) FROM events WHERE status = 'disputed') AS disputed,
  (SELECT count(*) FROM events WHERE status = 'conceded') AS conceded,
  (SELECT count(*) FROM reports WHERE published IS NULL) AS undated,
  (SELECT min(published) FROM reports) AS first, (SELECT max(published) FROM reports) AS last;

CREATE TABLE holders AS
  SELECT holder, count(DISTINCT place_key) AS places FROM control
  WHERE status IN ('held', 'claimed') GROUP BY holder;

CREATE INDEX events_rank ON events (rank, id);
CREATE INDEX events_first ON events (first, rank);
CREATE INDEX events_day ON events (first IS NULL, first DESC, rank, id);
CREATE INDEX events_place ON events (place_key, rank);
CREATE INDEX events_kind ON events (kind, rank);
CREATE INDEX events_status ON events (status, rank);
CREATE INDEX events_doubt ON events (doubt DESC, rank);
CREATE INDEX claims_source ON claims (source, published DESC, report, start);
CREATE INDEX event_claims_claim ON event_claims (claim);
CREATE INDEX event_origins_origin ON event_origins (origin);
CREATE INDEX origin_claims_claim ON origin_claims (claim);
CREATE INDEX origins_source ON origins (source);
CREATE INDEX disagreements_type ON disagreements (type, rank, id);
CREATE INDEX disagreements_grade ON disagreements (grade, rank, id);
CREATE INDEX disagreement_claims_disagreement ON disagreement_claims (disagreement);
CREATE INDEX tolls_event ON tolls (event);
CREATE INDEX control_place ON control (place_key);
CREATE INDEX crossings_place ON crossings (place_key);
CREATE INDEX copies_report ON copies (report);
CREATE INDEX copies_other ON copies (other);
CREATE INDEX reports_outlet ON reports (outlet, published);
CREATE INDEX reports_published ON reports (published, id);
CREATE INDEX place_claims_claim ON place_claims (claim);
CREATE INDEX rejections_order ON rejections (stage NOT IN ('acquire', 'read'), stage, report, start);
CREATE INDEX rejections_stage ON rejections (stage);
CREATE INDEX rejections_report ON rejections (report, start);
CREATE INDEX sources_claims ON sources (claims DESC, source);
CREATE INDEX outlets_reports ON outlets (reports DESC, outlet);
ANALYZE;
