"""The ledger's tables as each version makes them; a released script is never changed."""

from __future__ import annotations

FIRST = """
-- A document is one file's bytes. Its state is one word, so it is never in two.
--   waiting  received, not read          reading   in a reader's hands
--   read     the reading is kept         deciding  in this program's own hands
--   decided  its letters have the word   quarantined  could not be read; the bytes are kept
CREATE TABLE documents (
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  name TEXT NOT NULL,
  size INTEGER NOT NULL,
  pages INTEGER NOT NULL DEFAULT 0,
  arrival INTEGER NOT NULL UNIQUE,
  received_on TEXT NOT NULL,
  received_at TEXT NOT NULL,
  intake_point TEXT NOT NULL,
  state TEXT NOT NULL CHECK
    (state IN ('waiting', 'reading', 'read', 'deciding', 'decided', 'quarantined')),
  urgent INTEGER,
  attempts INTEGER NOT NULL DEFAULT 0,
  interrupted INTEGER NOT NULL DEFAULT 0,
  fingerprint TEXT NOT NULL DEFAULT '',
  reason TEXT,
  CHECK ((state = 'quarantined') = (reason IS NOT NULL))
) STRICT;
CREATE INDEX documents_by_state ON documents (state, arrival);

-- Every arrival, identical bytes too. The file's traits tell, after a crash, whether the file
-- that lies in the inbox is the one received or a new one under the same name.
CREATE TABLE receipts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  document TEXT NOT NULL REFERENCES documents (sha256) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  raw BLOB NOT NULL,
  intake_point TEXT NOT NULL,
  received_on TEXT NOT NULL,
  received_at TEXT NOT NULL,
  first INTEGER NOT NULL CHECK (first IN (0, 1)),
  source BLOB,
  traits TEXT NOT NULL DEFAULT '',
  removed INTEGER NOT NULL CHECK (removed IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX receipts_one_first ON receipts (document) WHERE first = 1;
CREATE INDEX receipts_to_remove ON receipts (removed) WHERE removed = 0;

CREATE TABLE letters (
  id TEXT PRIMARY KEY CHECK (length(id) = 64),
  document TEXT NOT NULL REFERENCES documents (sha256),
  place INTEGER NOT NULL CHECK (place >= 1),
  state TEXT NOT NULL CHECK (state IN ('routed', 'review')),
  closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)),
  kind TEXT NOT NULL,
  priority INTEGER NOT NULL,
  restricted INTEGER NOT NULL CHECK (restricted IN (0, 1)),
  received_on TEXT NOT NULL,
  arrival INTEGER NOT NULL,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  UNIQUE (document, place)
) STRICT;
CREATE INDEX letters_by_state ON letters (state, priority, arrival);

CREATE TABLE cases (
  letter TEXT NOT NULL REFERENCES letters (id),
  revision INTEGER NOT NULL,
  made_at TEXT NOT NULL,
  why TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (letter, revision)
) STRICT;

CREATE TABLE letter_keys (
  letter TEXT NOT NULL REFERENCES letters (id),
  key TEXT NOT NULL,
  PRIMARY KEY (key, letter)
) STRICT, WITHOUT ROWID;
CREATE INDEX letter_keys_by_letter ON letter_keys (letter);

-- planned: decided, not made.  built: made aside, its digest known.  delivered: in the outbox.
-- picked_up: taken, with a receipt.  withdrawn: a newer revision came before it was made.
CREATE TABLE packets (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  letter TEXT NOT NULL REFERENCES letters (id),
  revision INTEGER NOT NULL,
  unit TEXT NOT NULL,
  role TEXT NOT NULL,
  line INTEGER NOT NULL DEFAULT 0,
  notice INTEGER NOT NULL DEFAULT 0 CHECK (notice IN (0, 1)),
  state TEXT NOT NULL CHECK
    (state IN ('planned', 'built', 'delivered', 'picked_up', 'withdrawn')),
  priority INTEGER NOT NULL,
  path TEXT NOT NULL UNIQUE,
  digest TEXT,
  changes TEXT NOT NULL DEFAULT '[]',
  planned_at TEXT NOT NULL,
  delivered_at TEXT,
  superseded INTEGER NOT NULL DEFAULT 0 CHECK (superseded IN (0, 1)),
  UNIQUE (letter, revision, unit, line),
  FOREIGN KEY (letter, revision) REFERENCES cases (letter, revision),
  CHECK ((state IN ('planned', 'withdrawn')) = (digest IS NULL)),
  CHECK ((state IN ('delivered', 'picked_up')) = (delivered_at IS NOT NULL))
) STRICT;
CREATE INDEX packets_by_state ON packets (state, unit, priority);
CREATE INDEX packets_by_letter ON packets (letter);

CREATE TABLE pickups (
  packet INTEGER PRIMARY KEY REFERENCES packets (id),
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  digest TEXT NOT NULL
) STRICT;

CREATE TABLE edits (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  letter TEXT NOT NULL REFERENCES letters (id),
  body TEXT NOT NULL
) STRICT;
CREATE INDEX edits_by_letter ON edits (letter, id);

CREATE TABLE confirmations (
  letter TEXT PRIMARY KEY REFERENCES letters (id),
  due_on TEXT NOT NULL,
  needed INTEGER NOT NULL DEFAULT 1 CHECK (needed IN (0, 1)),
  sent_by TEXT,
  sent_at TEXT,
  CHECK ((sent_by IS NULL) = (sent_at IS NULL))
) STRICT;

-- Ids, codes and times only: no name, no number, no text of a letter.
CREATE TABLE events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  what TEXT NOT NULL,
  subject TEXT NOT NULL DEFAULT '',
  detail TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX events_by_subject ON events (subject);

CREATE TABLE refusals (
  source BLOB PRIMARY KEY,
  name TEXT NOT NULL,
  code TEXT NOT NULL,
  since TEXT NOT NULL
) STRICT;

CREATE TABLE jobs (
  id TEXT PRIMARY KEY,
  made_at TEXT NOT NULL,
  body TEXT NOT NULL,
  finished_at TEXT
) STRICT;
CREATE TABLE job_letters (
  job TEXT NOT NULL REFERENCES jobs (id),
  letter TEXT NOT NULL,
  place INTEGER NOT NULL,
  done INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1)),
  PRIMARY KEY (job, letter)
) STRICT;

-- History is added to, never overwritten.
CREATE TRIGGER cases_stay BEFORE UPDATE ON cases
  BEGIN SELECT RAISE(ABORT, 'a case is never changed'); END;
CREATE TRIGGER edits_stay BEFORE UPDATE ON edits
  BEGIN SELECT RAISE(ABORT, 'an edit is never changed'); END;
CREATE TRIGGER edits_remain BEFORE DELETE ON edits
  BEGIN SELECT RAISE(ABORT, 'an edit is never removed'); END;
CREATE TRIGGER receipts_remain BEFORE DELETE ON receipts
  BEGIN SELECT RAISE(ABORT, 'a receipt is never removed'); END;
CREATE TRIGGER documents_remain BEFORE DELETE ON documents
  BEGIN SELECT RAISE(ABORT, 'a document is never removed'); END;
CREATE TRIGGER packets_remain BEFORE DELETE ON packets
  BEGIN SELECT RAISE(ABORT, 'a packet is never removed'); END;
CREATE TRIGGER events_remain BEFORE DELETE ON events
  BEGIN SELECT RAISE(ABORT, 'an event is never removed'); END;
"""

SAMPLES = """
-- What a person answered who read a sent letter without being told what the program thought:
-- the revision that the program had made alone, the answer, and the values that differed.
CREATE TABLE samples (
  letter TEXT PRIMARY KEY REFERENCES letters (id),
  revision INTEGER NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  answer TEXT NOT NULL,
  differs TEXT NOT NULL,
  FOREIGN KEY (letter, revision) REFERENCES cases (letter, revision)
) STRICT;
CREATE TRIGGER samples_stay BEFORE UPDATE ON samples
  BEGIN SELECT RAISE(ABORT, 'a sample is never changed'); END;
CREATE TRIGGER samples_remain BEFORE DELETE ON samples
  BEGIN SELECT RAISE(ABORT, 'a sample is never removed'); END;
"""

DISCARDS = """
-- Copies that were discarded after they were taken: the packet's files are gone, its row stays.
CREATE TABLE discards (
  packet INTEGER PRIMARY KEY REFERENCES packets (id),
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  reason TEXT NOT NULL,
  digest TEXT NOT NULL
) STRICT;
CREATE TRIGGER discards_stay BEFORE UPDATE ON discards
  BEGIN SELECT RAISE(ABORT, 'a discard is never changed'); END;
CREATE TRIGGER discards_remain BEFORE DELETE ON discards
  BEGIN SELECT RAISE(ABORT, 'a discard is never removed'); END;
"""

DAYS = """
-- The days that a letter's newest case gives its units to keep; rewritten with each revision.
-- line: the row of a list, 0 for the letter. at: day and hour where an hour is known.
CREATE TABLE days (
  letter TEXT NOT NULL REFERENCES letters (id),
  line INTEGER NOT NULL,
  unit TEXT NOT NULL,
  what TEXT NOT NULL,
  day TEXT NOT NULL,
  at TEXT,
  text TEXT NOT NULL,
  basis TEXT NOT NULL
) STRICT;
CREATE INDEX days_by_unit ON days (unit, day);
CREATE INDEX days_by_letter ON days (letter);
"""

ACCESS = """
-- Who may sign in. password: an argon2 hash, empty where the municipality's own sign-on answers
-- for the person (issuer and subject). roles: a JSON list as it is written (handlaggare:vuxen).
CREATE TABLE accounts (
  login TEXT PRIMARY KEY,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE,
  password TEXT NOT NULL DEFAULT '',
  issuer TEXT NOT NULL DEFAULT '',
  subject TEXT NOT NULL DEFAULT '',
  roles TEXT NOT NULL,
  named INTEGER NOT NULL DEFAULT 0 CHECK (named IN (0, 1)),
  disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
  made_at TEXT NOT NULL,
  signed_in_at TEXT
) STRICT;
CREATE UNIQUE INDEX accounts_by_subject ON accounts (issuer, subject) WHERE issuer != '';

-- Only the hash of a session's token is kept. Times are seconds since 1970.
CREATE TABLE sessions (
  id TEXT PRIMARY KEY CHECK (length(id) = 64),
  account TEXT NOT NULL REFERENCES accounts (login),
  made_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_account ON sessions (account);

-- Sign-ins that have begun and did not succeed, by the hash of what they are counted for.
CREATE TABLE attempts (key TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX attempts_by_key ON attempts (key, at);

-- Sign-ins that are on their way by the municipality's sign-on; each is used once.
CREATE TABLE flows (
  id TEXT PRIMARY KEY CHECK (length(id) = 64),
  nonce TEXT NOT NULL,
  verifier TEXT NOT NULL,
  goal TEXT NOT NULL,
  made_at INTEGER NOT NULL
) STRICT;

-- Who saw what, and who was refused what. what: a word of ours; detail: a page's number, a file's
-- or a unit's name. No text of a letter.
CREATE TABLE accesses (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  account TEXT NOT NULL,
  by TEXT NOT NULL,
  what TEXT NOT NULL,
  letter TEXT NOT NULL DEFAULT '',
  detail TEXT NOT NULL DEFAULT '',
  refused INTEGER NOT NULL CHECK (refused IN (0, 1))
) STRICT;
CREATE INDEX accesses_by_letter ON accesses (letter) WHERE letter != '';
CREATE INDEX accesses_refused ON accesses (id) WHERE refused = 1;
CREATE TRIGGER accesses_stay BEFORE UPDATE ON accesses
  BEGIN SELECT RAISE(ABORT, 'an access is never changed'); END;
CREATE TRIGGER accesses_remain BEFORE DELETE ON accesses
  BEGIN SELECT RAISE(ABORT, 'an access is never removed'); END;
"""

REVIEW = """
-- What waits for a person, in the order in which it is to be taken; rewritten with each revision.
--   lane     1 protected  2 Kronofogden  3 children  4 all else  5 another municipality's
--   expires  the first day that something falls due, 9999-12-31 for none
--   doubts   how many reasons there are;  asked  the colleague whose answer is waited for
CREATE TABLE waiting (
  letter TEXT PRIMARY KEY REFERENCES letters (id),
  lane INTEGER NOT NULL CHECK (lane BETWEEN 1 AND 5),
  expires TEXT NOT NULL,
  priority INTEGER NOT NULL,
  doubts INTEGER NOT NULL,
  received_on TEXT NOT NULL,
  arrival INTEGER NOT NULL,
  place INTEGER NOT NULL,
  asked TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX waiting_in_order ON waiting
  (lane, expires, priority, received_on, -doubts, arrival, place);
CREATE INDEX confirmations_owed ON confirmations (due_on, letter)
  WHERE needed = 1 AND sent_at IS NULL;

-- Who has a letter before them now. No history: it is forgotten when it ends.
CREATE TABLE claims (
  letter TEXT PRIMARY KEY REFERENCES letters (id),
  by TEXT NOT NULL,
  since TEXT NOT NULL,
  until TEXT NOT NULL
) STRICT;

-- The lot that a letter's id draws: whether it is checked blind.
ALTER TABLE letters ADD COLUMN drawn INTEGER NOT NULL DEFAULT 0;
CREATE INDEX letters_drawn ON letters (drawn);

-- Pages count and list by these, however many letters there are.
CREATE INDEX letters_by_kind ON letters (kind);
CREATE INDEX receipts_again ON receipts (id) WHERE first = 0;
CREATE INDEX pickups_by_time ON pickups (at);
"""

PAGES_LEFT = """
-- Opened pages that let go of their letter: what they ask for afterwards claims nothing.
CREATE TABLE pages_left (page TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT;
"""
