-- Creates `months` monthly partitions of usage_events, starting with the month of `since`, each with the unique index on
-- idempotency keys. Idempotent, and safe to run concurrently. Runs with the owner's privileges, because only the owner may create
-- tables.
CREATE OR REPLACE FUNCTION make_usage_partitions(since timestamptz, months integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  first timestamptz := date_trunc('month', since, 'UTC');
  lower timestamptz;
  upper timestamptz;
  made integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('make_usage_partitions'));
  FOR step IN 0 .. months - 1 LOOP
    lower := (first AT TIME ZONE 'UTC' + make_interval(months => step)) AT TIME ZONE 'UTC';
    upper := (first AT TIME ZONE 'UTC' + make_interval(months => step + 1)) AT TIME ZONE 'UTC';
    IF to_regclass('usage_events_' || to_char(lower AT TIME ZONE 'UTC', 'YYYY_MM')) IS NULL
      AND NOT EXISTS (SELECT FROM usage_events_default WHERE recorded_at >= lower AND recorded_at < upper) THEN
      EXECUTE format(
        'CREATE TABLE %I PARTITION OF usage_events FOR VALUES FROM (%L) TO (%L)',
        'usage_events_' || to_char(lower AT TIME ZONE 'UTC', 'YYYY_MM'), lower, upper);
      EXECUTE format(
        'CREATE UNIQUE INDEX %I ON %I (organization_id, idempotency_key)',
        'usage_events_' || to_char(lower AT TIME ZONE 'UTC', 'YYYY_MM') || '_key',
        'usage_events_' || to_char(lower AT TIME ZONE 'UTC', 'YYYY_MM'));
      made := made + 1;
    END IF;
  END LOOP;
  RETURN made;
END $$;

-- Drops the monthly partitions of usage_events that ended more than `months` months before `at`, and deletes events of the
-- default partition that are as old. Runs with the owner's privileges, because only the owner may drop tables. It waits at most
-- two seconds for the table, because others would queue behind it. The next run tries again.
CREATE OR REPLACE FUNCTION drop_usage_partitions(at timestamptz, months integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '2s' AS $$
DECLARE
  bound timestamptz := (date_trunc('month', at, 'UTC') AT TIME ZONE 'UTC' - make_interval(months => months)) AT TIME ZONE 'UTC';
  old record;
  dropped integer := 0;
BEGIN
  IF months < 3 THEN RAISE EXCEPTION 'idempotency keys of the last 35 days are stored in the events: keep at least 3 months'; END IF;
  PERFORM pg_advisory_xact_lock(hashtext('make_usage_partitions'));
  FOR old IN
    SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'usage_events'::regclass AND c.relname ~ '^usage_events_\d{4}_\d\d$'
      AND to_date(right(c.relname, 7), 'YYYY_MM') < (bound AT TIME ZONE 'UTC')::date
    ORDER BY c.relname
  LOOP
    EXECUTE format('DROP TABLE %I', old.name);
    dropped := dropped + 1;
  END LOOP;
  DELETE FROM usage_events_default WHERE recorded_at < bound;
  RETURN dropped;
END $$;
