"""The tables of an index, and what is asked of them in more than a line, in SQL."""

from feedpub.library.rows import CANDIDATE, KEPT

VERSION = 7
"""To be raised when the tables change."""
TABLES = f"""
CREATE TABLE program (digest TEXT NOT NULL);
CREATE TABLE archives (target TEXT, path TEXT, stamp TEXT NOT NULL, PRIMARY KEY (target, path));
CREATE TABLE folders (
    key INTEGER PRIMARY KEY, station TEXT NOT NULL, path BLOB NOT NULL, sight TEXT, files INTEGER NOT NULL DEFAULT 0,
    beside TEXT NOT NULL DEFAULT '[]', problems TEXT NOT NULL DEFAULT '[]', revision TEXT NOT NULL,
    UNIQUE (station, path)
);
CREATE TABLE articles (
    key INTEGER PRIMARY KEY, station TEXT NOT NULL, folder INTEGER NOT NULL, left_out INTEGER NOT NULL DEFAULT 0,
    {", ".join(KEPT)}
);
CREATE TABLE same_ids (mark PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE same_links (station TEXT, mark, PRIMARY KEY (station, mark)) WITHOUT ROWID;
CREATE TABLE sources (
    target TEXT, key INTEGER, source TEXT NOT NULL, content BLOB, beside TEXT, PRIMARY KEY (target, key)
);
CREATE INDEX by_key ON sources (key);
CREATE UNIQUE INDEX by_path ON articles (folder, path);
CREATE INDEX by_age ON articles (station, published DESC, id) WHERE id IS NOT NULL;
CREATE INDEX by_latest ON articles (station, latest) WHERE id IS NOT NULL;
CREATE INDEX by_id ON articles (id_mark) WHERE id_mark IS NOT NULL;
CREATE INDEX by_link ON articles (station, link_mark) WHERE link_mark IS NOT NULL;
CREATE INDEX by_end ON articles (station, expires) WHERE expires IS NOT NULL;
CREATE INDEX by_withdrawn ON articles (station) WHERE withdrawn;
CREATE INDEX by_left_out ON articles (station) WHERE left_out;
CREATE INDEX by_draft ON articles (draft) WHERE draft IS NOT NULL;
CREATE INDEX by_number ON articles (station, show, season, episode) WHERE episode IS NOT NULL;
CREATE INDEX by_problems ON articles (station, path) WHERE problems IS NOT NULL
"""
_FOLDER = "(SELECT key FROM folders WHERE station = ? AND path = ?)"
AT_PATH = f"folder = {_FOLDER} AND path = ?"
REVISE = (
    "INSERT INTO folders (station, path, revision) VALUES (?, ?, ?)"
    " ON CONFLICT (station, path) DO UPDATE SET sight = NULL, revision = excluded.revision"
)
"""While rows of a folder change, they are not what it looks like; and no run may say that they are that has not changed
them last."""
OF_FOLDER = ("sight", "files", "beside", "problems")
KEEP_FOLDER = (
    f"UPDATE folders SET {', '.join(f'{name} = ?' for name in OF_FOLDER)}"
    " WHERE station = ? AND path = ? AND revision = ?"
)
KEEP_NEW_FOLDER = (
    f"INSERT INTO folders ({', '.join(OF_FOLDER)}, station, path, revision) VALUES (?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (station, path) DO NOTHING"
)
PUT = (
    f"INSERT INTO articles (station, folder, {', '.join(KEPT)}) VALUES (?, {_FOLDER}{', ?' * len(KEPT)})"
    f" ON CONFLICT (folder, path) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in KEPT)}"
)
FORGET = (
    f"DELETE FROM sources WHERE key IN (SELECT key FROM articles WHERE {AT_PATH} AND (draft IS NOT NULL OR withdrawn))"
)
"""What became a draft, or was withdrawn, has no version before that could come back."""
SAME_IDS = (
    "INSERT OR IGNORE INTO same_ids SELECT value FROM json_each(?)"
    " WHERE value NOT IN (SELECT mark FROM same_ids)"
    " AND EXISTS (SELECT 1 FROM articles WHERE id_mark = value LIMIT 1 OFFSET 1)"
)
SAME_LINKS = (
    "INSERT OR IGNORE INTO same_links SELECT ?1, value FROM json_each(?2)"
    " WHERE value NOT IN (SELECT mark FROM same_links WHERE station = ?1)"
    " AND EXISTS (SELECT 1 FROM articles WHERE station = ?1 AND link_mark = value LIMIT 1 OFFSET 1)"
)
AT_SAME_ID = "same_ids CROSS JOIN articles ON id_mark = mark"
"""SQLite does not change the order of a CROSS JOIN: it begins with the marks, which are few."""
CANDIDATES = f"SELECT {', '.join(CANDIDATE)} FROM articles"
ALIKE = f"""
WITH
    at_id AS (SELECT key, id FROM {AT_SAME_ID} WHERE station = ?1),
    at_link AS (
        SELECT key, link FROM same_links AS same CROSS JOIN articles ON link_mark = mark
        WHERE same.station = ?1 AND articles.station = ?1
    )
{CANDIDATES} WHERE key IN (
    SELECT key FROM at_id WHERE id IN (SELECT id FROM at_id GROUP BY id HAVING count(*) > 1)
    UNION
    SELECT key FROM at_link WHERE link IN (SELECT link FROM at_link GROUP BY link HAVING count(*) > 1)
)
ORDER BY path
"""
OF_STATION = f"{CANDIDATES} WHERE station = ? AND id IS NOT NULL"
