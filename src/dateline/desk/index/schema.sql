-- What the desk reads: derived from the tables of a case, indexed for pages. Can be deleted at any time.
-- Tables of pairs lie in the order of their key; whole records do not, since wide rows in that order waste space.

CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT);

CREATE TABLE reports (
  id TEXT PRIMARY KEY, digest TEXT, outlet TEXT, published TEXT, title TEXT, claims INTEGER, record TEXT
);
CREATE TABLE claims (
  id TEXT PRIMARY KEY, report TEXT, kind TEXT, source TEXT, published TEXT, start INTEGER, record TEXT
);
CREATE TABLE events (
  id TEXT PRIMARY KEY, rank INTEGER, kind TEXT, change TEXT, status TEXT, told TEXT, quote TEXT,
  place_key TEXT, place TEXT, first TEXT, last TEXT,
  pro INTEGER, contra INTEGER, carriers INTEGER, claims INTEGER, toll TEXT, doubt INTEGER, record TEXT
);
CREATE TABLE origins (
  id TEXT PRIMARY KEY, source TEXT, channel TEXT, first TEXT, carriers INTEGER, claims INTEGER, record TEXT
);
CREATE TABLE disagreements (
  id TEXT PRIMARY KEY, type TEXT, grade INTEGER, rank INTEGER, record TEXT
);
CREATE TABLE tolls (id TEXT PRIMARY KEY, event TEXT, record TEXT);
CREATE TABLE control (
  id TEXT PRIMARY KEY, place_key TEXT, holder TEXT, status TEXT, record TEXT
);
CREATE TABLE crossings (id TEXT PRIMARY KEY, place_key TEXT, record TEXT);
CREATE TABLE copies (report TEXT, other TEXT, record TEXT);
CREATE TABLE rejections (report TEXT, stage TEXT, reason TEXT, start INTEGER, stop INTEGER);
CREATE TABLE places (
  key TEXT PRIMARY KEY, name TEXT, lat REAL, lon REAL, feature TEXT, claims INTEGER, control INTEGER, record TEXT
);

CREATE TABLE outcomes (id TEXT PRIMARY KEY, state TEXT, why TEXT, claims TEXT) WITHOUT ROWID;

CREATE TABLE event_claims (event TEXT, claim TEXT, PRIMARY KEY (event, claim)) WITHOUT ROWID;
CREATE TABLE event_origins (event TEXT, side TEXT, origin TEXT, PRIMARY KEY (event, side, origin)) WITHOUT ROWID;
CREATE TABLE origin_claims (origin TEXT, claim TEXT, PRIMARY KEY (origin, claim)) WITHOUT ROWID;
CREATE TABLE disagreement_events (disagreement TEXT, event TEXT, PRIMARY KEY (event, disagreement)) WITHOUT ROWID;
CREATE TABLE disagreement_claims (disagreement TEXT, claim TEXT, PRIMARY KEY (claim, disagreement)) WITHOUT ROWID;
CREATE TABLE place_claims (key TEXT, claim TEXT, PRIMARY KEY (key, claim)) WITHOUT ROWID;
CREATE TABLE place_names (name TEXT, key TEXT, PRIMARY KEY (name, key)) WITHOUT ROWID;

CREATE TABLE spots (number INTEGER PRIMARY KEY, key TEXT, record TEXT);

-- Words to search for: one table for each kind of thing, so that the many reports do not slow the search for a place.
CREATE VIRTUAL TABLE report_words USING fts5 (ref UNINDEXED, title, body, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3 4');
CREATE VIRTUAL TABLE event_words USING fts5 (ref UNINDEXED, title, body, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3 4');
CREATE VIRTUAL TABLE place_words USING fts5 (ref UNINDEXED, title, body, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3 4');
