// Finding assets: what nodes carry for it is in asset-node.ts, and how these are used in asset-search.ts.
// Words are as core/assets/search-words.ts makes them, with white space between.
CREATE FULLTEXT INDEX asset_words IF NOT EXISTS FOR (n:Asset|Tag) ON EACH [n.words]
  OPTIONS { indexConfig: { `fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false } };
CREATE INDEX asset_created IF NOT EXISTS FOR (a:Asset) ON (a.projectId, a.level, a.createdAt);
CREATE INDEX asset_label IF NOT EXISTS FOR (a:Asset) ON (a.projectId, a.level, a.labelKey);
