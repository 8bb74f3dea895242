// Who holds some content.
CREATE INDEX asset_sha256 IF NOT EXISTS FOR (a:Asset) ON (a.sha256);
