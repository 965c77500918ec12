-- Who may do what with the Pressmark index in the schema $schema. Run it once, connected to the
-- index's database, as that database's owner or a superuser; it may be run again. It makes no login
-- and no password: its end says how to make them.
--
-- ${schema}_builder owns the index: makes and updates its tables, builds, rolls back, removes.
-- ${schema}_reader reads the index, and keeps talks; chat servers and those who only ask are readers.
BEGIN;

DO $$$$
BEGIN
  IF to_regrole('"${schema}_builder"') IS NULL THEN
    CREATE ROLE "${schema}_builder" NOLOGIN;
  END IF;
  IF to_regrole('"${schema}_reader"') IS NULL THEN
    CREATE ROLE "${schema}_reader" NOLOGIN;
  END IF;
END $$$$;
GRANT "${schema}_builder" TO CURRENT_USER; -- to give things to it; taken back below

-- Nothing to everybody: who else uses this database needs CONNECT of their own.
DO $$$$
BEGIN
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT, CREATE, TEMPORARY ON DATABASE %I TO "${schema}_builder"',
    current_database()); -- CREATE: each generation of the index has a schema, ${schema}_v1 and on
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO "${schema}_reader"', current_database());
END $$$$;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
CREATE EXTENSION IF NOT EXISTS vector SCHEMA public;
GRANT USAGE ON SCHEMA public TO "${schema}_builder", "${schema}_reader";
CREATE SCHEMA IF NOT EXISTS "${schema}";

-- What the builder will make: readers read it, nobody else does anything with it.
ALTER DEFAULT PRIVILEGES FOR ROLE "${schema}_builder"
  GRANT USAGE ON SCHEMAS TO "${schema}_reader";
ALTER DEFAULT PRIVILEGES FOR ROLE "${schema}_builder"
  GRANT SELECT ON TABLES TO "${schema}_reader";
ALTER DEFAULT PRIVILEGES FOR ROLE "${schema}_builder"
  REVOKE ALL ON ROUTINES FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE "${schema}_builder"
  GRANT EXECUTE ON ROUTINES TO "${schema}_reader";

-- What was made before this was run, by whomever.
DO $$$$
DECLARE
  found RECORD;
BEGIN
  FOR found IN
    SELECT nspname FROM pg_namespace WHERE nspname ~ '^${schema}(_v[0-9]+)?$$'
  LOOP
    EXECUTE format('ALTER SCHEMA %I OWNER TO "${schema}_builder"', found.nspname);
    EXECUTE format('REVOKE ALL ON SCHEMA %I FROM PUBLIC', found.nspname);
    EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA %I FROM PUBLIC', found.nspname);
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO "${schema}_reader"', found.nspname);
    EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO "${schema}_reader"', found.nspname);
  END LOOP;
  FOR found IN
    SELECT c.oid::regclass AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname ~ '^${schema}(_v[0-9]+)?$$' AND c.relkind IN ('r', 'p', 'v', 'm')
  LOOP
    EXECUTE format('ALTER TABLE %s OWNER TO "${schema}_builder"', found.name);
  END LOOP;
  FOR found IN
    SELECT p.oid::regprocedure AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname ~ '^${schema}(_v[0-9]+)?$$'
  LOOP
    EXECUTE format('ALTER ROUTINE %s OWNER TO "${schema}_builder"', found.name);
    EXECUTE format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', found.name);
    EXECUTE format('GRANT EXECUTE ON ROUTINE %s TO "${schema}_reader"', found.name);
  END LOOP;
END $$$$;

-- Talks are the one thing that readers write. Where their tables are not there yet, the builder
-- grants this when it makes them.
DO $$$$
DECLARE
  kept TEXT;
BEGIN
  FOREACH kept IN ARRAY ARRAY['talks', 'turns'] LOOP
    IF to_regclass('"${schema}".' || kept) IS NOT NULL THEN
      EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON "${schema}".%I'
        ' TO "${schema}_reader"', kept);
    END IF;
  END LOOP;
END $$$$;

REVOKE "${schema}_builder" FROM CURRENT_USER;
COMMIT;

-- Logins, for you to name. SET role makes what a builder makes the role's, whoever builds:
--   CREATE ROLE ann LOGIN IN ROLE "${schema}_builder";
--   ALTER ROLE ann SET role = '${schema}_builder';
--   CREATE ROLE chat LOGIN IN ROLE "${schema}_reader";
-- Their passwords, if they have any, are best set in psql by \password, which no log sees.
