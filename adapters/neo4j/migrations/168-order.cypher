// A page at any place of an order is found at once: the id is the last key of each index, so that equals are in order too.
CREATE INDEX asset_project_label IF NOT EXISTS FOR (a:Asset) ON (a.projectId, a.level, a.labelKey, a.id);
CREATE INDEX asset_project_created IF NOT EXISTS FOR (a:Asset) ON (a.projectId, a.level, a.createdAt, a.id);
// For those who may see all projects.
CREATE INDEX asset_level_label IF NOT EXISTS FOR (a:Asset) ON (a.level, a.labelKey, a.id);
CREATE INDEX asset_level_created IF NOT EXISTS FOR (a:Asset) ON (a.level, a.createdAt, a.id);
DROP INDEX asset_label IF EXISTS;
DROP INDEX asset_created IF EXISTS;
// `indexedProperties` of asset-node.ts.
CREATE INDEX asset_p_researchId IF NOT EXISTS FOR (a:Asset) ON (a.projectId, a.level, a.p_researchId, a.id);
CREATE INDEX asset_p_studyDate IF NOT EXISTS FOR (a:Asset) ON (a.projectId, a.level, a.p_studyDate, a.id);
CREATE INDEX asset_p_siteName IF NOT EXISTS FOR (a:Asset) ON (a.projectId, a.level, a.p_siteName, a.id);
CREATE INDEX asset_p_modality IF NOT EXISTS FOR (a:Asset) ON (a.projectId, a.level, a.p_modality, a.id);
CREATE INDEX asset_p_seriesNumber IF NOT EXISTS FOR (a:Asset) ON (a.projectId, a.level, a.p_seriesNumber, a.id);
CREATE INDEX asset_p_seriesDescription IF NOT EXISTS FOR (a:Asset) ON (a.projectId, a.level, a.p_seriesDescription, a.id);
CREATE INDEX asset_p_instanceNumber IF NOT EXISTS FOR (a:Asset) ON (a.projectId, a.level, a.p_instanceNumber, a.id);
CREATE INDEX asset_p_name IF NOT EXISTS FOR (a:Asset) ON (a.projectId, a.level, a.p_name, a.id);
CREATE INDEX asset_p_value IF NOT EXISTS FOR (a:Asset) ON (a.projectId, a.level, a.p_value, a.id);
// Pages of a whole project in order of id, whatever the levels.
CREATE INDEX asset_project_id IF NOT EXISTS FOR (a:Asset) ON (a.projectId, a.id);
