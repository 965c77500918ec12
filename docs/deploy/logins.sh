#!/bin/sh
# Run once, when the database is made, after roles.sql: logins for the build and the chat servers.
set -eu
export SECRETS="${SECRETS:-/run/secrets}"
psql --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
\set builder `cat "$SECRETS/builder_password"`
\set chat `cat "$SECRETS/chat_password"`
CREATE ROLE builder LOGIN PASSWORD :'builder' IN ROLE pressmark_builder;
ALTER ROLE builder SET role = 'pressmark_builder';
CREATE ROLE chat LOGIN PASSWORD :'chat' IN ROLE pressmark_reader;
SQL
