// Every asset, tag, activity and agent once. A ProvEntity without the label Asset is one that was spoken of and never put.
CREATE CONSTRAINT prov_entity_id IF NOT EXISTS FOR (e:ProvEntity) REQUIRE e.id IS UNIQUE;
CREATE CONSTRAINT prov_activity_id IF NOT EXISTS FOR (p:ProvActivity) REQUIRE p.id IS UNIQUE;
CREATE CONSTRAINT prov_agent_id IF NOT EXISTS FOR (g:ProvAgent) REQUIRE g.id IS UNIQUE;
CREATE CONSTRAINT tag_id IF NOT EXISTS FOR (t:Tag) REQUIRE t.id IS UNIQUE;
// Pages in order of id: of all, of a level, of a project's level, of a kind.
CREATE INDEX asset_id IF NOT EXISTS FOR (a:Asset) ON (a.id);
CREATE INDEX asset_level IF NOT EXISTS FOR (a:Asset) ON (a.level, a.id);
CREATE INDEX asset_project IF NOT EXISTS FOR (a:Asset) ON (a.projectId, a.level, a.id);
CREATE INDEX asset_kind IF NOT EXISTS FOR (a:Asset) ON (a.kind, a.id);
// By a hash of name and value, because an index entry has a limit that a long text would break.
CREATE INDEX tag_hash IF NOT EXISTS FOR (t:Tag) ON (t.hash);
CREATE INDEX prov_activity_reuse IF NOT EXISTS FOR (p:ProvActivity) ON (p.reuseKey);
