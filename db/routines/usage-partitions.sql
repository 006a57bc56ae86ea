-- Makes the monthly partitions of usage_events from the month of `since` on, `months` of them. Safe to run at any time,
-- also twice at once. Runs with the owner's rights, because only the owner may create tables.
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
      made := made + 1;
    END IF;
  END LOOP;
  RETURN made;
END $$;
