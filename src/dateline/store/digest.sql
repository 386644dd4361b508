-- What a brief of the events in scope is made from. $day, $keys: as asked; $watched: names of watched places.

CREATE OR REPLACE TEMP TABLE scope AS
SELECT
    e.id, e.kind, e.change, e.status, e.place_key, e.when_start, e.when_end, e.actor, e.asserted,
    t.body, t.first,
    t.body AND e.kind <> 'position' AND e.status IN ('disputed', 'conceded') AS disputed,
    t.body AND e.status NOT IN ('disputed', 'conceded') AND NOT (e.kind = 'control' AND t.counts AND t.measured) AS agreed,
    t.body AND e.asserted AND e.kind <> 'position' AND NOT (e.kind = 'control' AND t.counts) AS newsworthy,
    row_number() OVER (ORDER BY NOT coalesce(list_contains($watched::VARCHAR[], e.place), false), e.weight, e.id) AS rank
FROM events e
LEFT JOIN (
    SELECT
        m.event, bool_or(c.part = 'body') AS body, bool_and(c.counts) AS counts,
        bool_or(c.amount IS NOT NULL) AS measured, min(coalesce(r.published, DATE '9999-12-31')) AS first
    FROM event_claims m JOIN claims c ON c.id = m.claim JOIN reports r ON r.id = c.report
    GROUP BY m.event
) t ON t.event = e.id
WHERE ($day::DATE IS NULL OR e.when_start IS NULL OR e.when_start <= $day)
  AND ($keys::VARCHAR[] IS NULL OR list_contains($keys::VARCHAR[], e.place_key));

-- Amounts of ground: claims by one source with one number together.
CREATE OR REPLACE TEMP TABLE amounts AS
SELECT
    c.id, m.event, c.unit,
    count(DISTINCT c.report) OVER (
        PARTITION BY coalesce(lower(c.source), lower(c.source_text), r.outlet), c.amount, c.change
    ) AS reach
FROM claims c JOIN event_claims m ON m.claim = c.id JOIN scope s ON s.id = m.event JOIN reports r ON r.id = c.report
WHERE c.amount IS NOT NULL;

-- Disagreements of which every event is in scope; told: an event in dispute tells it.
CREATE OR REPLACE TEMP TABLE disputes AS
SELECT
    d.id, d.type, coalesce(x.told, false) AS told,
    d.type IN ('denial', 'holder', 'number', 'date', 'place') AS real,
    d.type = 'apparent' OR (d.type = 'scope' AND d.id NOT IN (
        SELECT m.disagreement FROM disagreement_claims m JOIN amounts a ON a.id = m.claim
    )) AS apparent
FROM disagreements d
JOIN (
    SELECT
        m.disagreement, bool_and(s.id IS NOT NULL) AS inside,
        bool_or(s.disputed) AS told
    FROM disagreement_events m LEFT JOIN scope s ON s.id = m.event
    GROUP BY m.disagreement
) x ON x.disagreement = d.id AND x.inside;

-- The last version of each control period that holds on the day.
CREATE OR REPLACE TEMP TABLE held AS
SELECT id, place_key, place_id, place, feature, holder, status, valid_from, valid_to, last_heard,
    valid_to IS NULL OR NOT bool_or(valid_to IS NULL) OVER (PARTITION BY place_key) AS live
FROM control
WHERE rowid IN (
        SELECT arg_max(rowid, (coalesce(known_from, DATE '0001-01-01'), id))
        FROM control GROUP BY split_part(id, '.', 1)
    )
  AND ($day::DATE IS NULL OR (coalesce(valid_from, $day) <= $day AND coalesce(valid_to, $day) >= $day))
  AND ($keys::VARCHAR[] IS NULL OR list_contains($keys::VARCHAR[], place_key));

-- Places by who holds them: whether that differs, how many reports tell of it, when one last did.
CREATE OR REPLACE TEMP TABLE grounds AS
SELECT
    h.place_key, any_value(h.place_id) AS place_id, any_value(h.place) AS place, any_value(h.feature) AS feature,
    bool_or(h.status <> 'denied') AS real,
    bool_or(h.live AND h.status IN ('contested', 'denied'))
        OR h.place_key IN (
            SELECT a.place_key FROM held a JOIN held b USING (place_key)
            WHERE a.live AND b.live AND lower(a.holder) <> lower(b.holder)
              AND coalesce(a.valid_from <= b.valid_to, true) AND coalesce(b.valid_from <= a.valid_to, true)
        )
        OR h.place_key IN (
            SELECT place_key FROM scope WHERE kind = 'control' AND status = 'disputed' AND asserted
        ) AS differs,
    bool_or(h.live AND h.valid_to IS NULL AND h.status = 'held') AS holds,
    max(h.last_heard) FILTER (h.live AND h.valid_to IS NULL AND h.status = 'held') AS heard,
    coalesce(any_value(c.reach), 0) AS reach
FROM held h
LEFT JOIN (
    SELECT p.place_key, count(DISTINCT k.report) AS reach
    FROM held p JOIN control_carriers k ON k.period = p.id
    GROUP BY p.place_key
) c USING (place_key)
GROUP BY h.place_key;

-- Tolls of events in scope.
CREATE OR REPLACE TEMP TABLE losses AS
SELECT t.id, t.event_id, t.scope, t.category = 'killed' AS killed, s.rank, s.body,
    coalesce(nullif(t.best, 0), nullif(t.high, 0), t.low, 0) AS size
FROM tolls t JOIN scope s ON s.id = t.event_id;

-- Crossings, roads, ports and airports in their order.
CREATE OR REPLACE TEMP TABLE ways AS
SELECT id, state, row_number() OVER (ORDER BY place, valid_from NULLS LAST, state, id) AS number
FROM crossings
WHERE ($day::DATE IS NULL OR valid_from IS NULL OR valid_from <= $day)
  AND ($keys::VARCHAR[] IS NULL OR list_contains($keys::VARCHAR[], place_key));

-- Origins of events that somebody contradicts.
CREATE OR REPLACE TEMP TABLE contradicted AS
SELECT f.origin, f.event
FROM event_origins f JOIN scope s ON s.id = f.event
WHERE f.side = 'for' AND f.event IN (SELECT event FROM event_origins WHERE side = 'against');
