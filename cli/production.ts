// Read when graphql and others are imported, so this comes first: without it they check their own work on every call.
process.env['NODE_ENV'] ??= 'production';
