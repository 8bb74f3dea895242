-- Pages of all assets, whatever their project, in order of label and of time (core/assets/asset-filter.ts).
CREATE INDEX asset_label_all ON asset ((left(label, 200)) COLLATE "C", id);
CREATE INDEX asset_created_all ON asset (created_at, id);
