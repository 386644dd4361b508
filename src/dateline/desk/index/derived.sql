-- Made when every record is in its place.

CREATE TABLE sources AS
  SELECT o.source AS source, group_concat(DISTINCT o.channel) AS channels, count(*) AS origins,
         sum(o.claims) AS claims, sum(o.carriers) AS carriers, min(o.first) AS first
  FROM origins o WHERE o.source IS NOT NULL GROUP BY o.source;
CREATE UNIQUE INDEX sources_source ON sources (source);

CREATE TABLE outlets AS
  SELECT outlet, count(*) AS reports, sum(claims) AS claims, min(published) AS first, max(published) AS last
  FROM reports GROUP BY outlet;

CREATE TABLE days AS
  SELECT first AS day, count(*) AS events, sum(status IN ('disputed', 'conceded')) AS disputed
  FROM events WHERE first IS NOT NULL AND kind <> 'position' GROUP BY first;

CREATE INDEX events_rank ON events (rank, id);
CREATE INDEX events_first ON events (first, rank);
CREATE INDEX events_place ON events (place_key, rank);
CREATE INDEX events_kind ON events (kind, rank);
CREATE INDEX events_status ON events (status, rank);
CREATE INDEX events_doubt ON events (doubt DESC, rank);
CREATE INDEX claims_report ON claims (report, start);
CREATE INDEX claims_source ON claims (source);
CREATE INDEX event_claims_claim ON event_claims (claim);
CREATE INDEX event_origins_origin ON event_origins (origin);
CREATE INDEX origin_claims_claim ON origin_claims (claim);
CREATE INDEX origins_source ON origins (source);
CREATE INDEX disagreements_rank ON disagreements (type, rank);
CREATE INDEX disagreement_claims_disagreement ON disagreement_claims (disagreement);
CREATE INDEX tolls_event ON tolls (event);
CREATE INDEX control_place ON control (place_key);
CREATE INDEX crossings_place ON crossings (place_key);
CREATE INDEX copies_report ON copies (report);
CREATE INDEX copies_other ON copies (other);
CREATE INDEX reports_outlet ON reports (outlet, published);
CREATE INDEX reports_published ON reports (published, id);
CREATE INDEX place_claims_claim ON place_claims (claim);
CREATE INDEX rejections_stage ON rejections (stage, report);
ANALYZE;
