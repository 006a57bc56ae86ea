DROP FUNCTION IF EXISTS track_usage(timestamptz, text, jsonb);

-- Counts events of counters: dedupes, climbs the ladder and counts, exactly, whatever the concurrency, in one statement
-- for as many organizations as it is handed. Runs with the caller's rights, so row-level security holds.
--
-- The first arrays have one element for each organization, meter and period ("batch"): the limits as the application
-- resolved them (whole units; null: none) and the version they were resolved from. The others have one for each event, in
-- the order of the batches; `lasts` is where each batch's events end. Raised, with nothing written: GH001 for limits that
-- are no longer true, GH002 for a platform key that is no longer valid; the caller looks again. The comparisons are those
-- of lib/usage/ladder.ts; a test holds the two together.
--
-- Plans are made once for each connection, with index scans only: with what is known of an empty table a scan of the
-- whole would look best, and stay.
CREATE OR REPLACE FUNCTION track_usage(
  organizations uuid[], meters text[], versions bigint[], accesses text[], period_starts timestamptz[], period_ends timestamptz[],
  includes bigint[], call_marks bigint[], email_marks bigint[], soft_marks bigint[], hard_limits bigint[], grace_lengths bigint[],
  sales boolean[], grants boolean[], lasts integer[],
  ids uuid[], amounts bigint[], keys text[], fingerprints text[], called_ats timestamptz[], occurred_ats timestamptz[],
  all_properties jsonb[], sources text[], reporters uuid[]
) RETURNS json
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  batches integer := cardinality(organizations);
  events integer := cardinality(ids);
  batch_of integer[] := array_fill(0, ARRAY[events]);
  -- Null for an event that is to be counted.
  verdicts text[] := array_fill(NULL::text, ARRAY[events]);
  before bigint[];
  graces timestamptz[];
  held_before bigint[];
  stops boolean[] := array_fill(false, ARRAY[batches]);
  found_batches integer;
  known record;
  answers jsonb[] := '{}';
  keyed integer := 0;
  refused integer := 0;
  written integer;
  first integer := 1;
  wanted bigint;
  counted bigint;
  held_now bigint;
  grace_until timestamptz;
  latest timestamptz;
  broken_rule text;
  counted_events integer[];
  counted_sums bigint[];
  raised_batches integer[];
  raised_sums bigint[];
  totals bigint[];
  told jsonb := '[]';
  news jsonb;
BEGIN
  IF reporters IS NOT NULL THEN
    PERFORM FROM unnest(reporters) AS r(id) WHERE NOT EXISTS (SELECT FROM platform_keys k
      WHERE k.id = r.id AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now()));
    IF FOUND THEN RAISE EXCEPTION 'a key is no longer valid' USING ERRCODE = 'GH002'; END IF;
  END IF;

  -- Everybody makes and locks rows in this order, so two calls cannot wait for each other.
  PERFORM FROM unnest(organizations, meters, period_starts) AS b(organization, meter, period_start)
  WHERE NOT EXISTS (SELECT FROM usage_counters c
    WHERE c.organization_id = b.organization AND c.meter = b.meter AND c.period_start = b.period_start);
  IF FOUND THEN
    INSERT INTO usage_counters (organization_id, meter, period_start, period_end, used, updated_at)
    SELECT b.organization, b.meter, b.period_start, b.period_end, 0, called_ats[1]
    FROM unnest(organizations, meters, period_starts, period_ends) AS b(organization, meter, period_start, period_end)
    ORDER BY b.organization, b.meter, b.period_start
    ON CONFLICT DO NOTHING;
  END IF;
  SELECT array_agg(l.used ORDER BY l.n), array_agg(l.grace_started_at ORDER BY l.n), array_agg(l.held ORDER BY l.n), count(*)
  INTO before, graces, held_before, found_batches
  FROM (SELECT b.n, c.used, c.grace_started_at, c.held
    FROM unnest(organizations, meters, period_starts) WITH ORDINALITY AS b(organization, meter, period_start, n)
    JOIN usage_counters c ON c.organization_id = b.organization AND c.meter = b.meter AND c.period_start = b.period_start
    ORDER BY c.organization_id, c.meter, c.period_start
    FOR UPDATE OF c) AS l;
  IF found_batches <> batches THEN
    RAISE EXCEPTION 'a counter went away with its organization' USING ERRCODE = 'GH001';
  END IF;

  -- Asked under the locks: whoever waited for them sees the plan that was bought meanwhile.
  PERFORM FROM unnest(organizations, versions) AS b(organization, version)
  WHERE NOT EXISTS (SELECT FROM subscriptions s
    WHERE s.organization_id = b.organization AND s.entitlements_version = b.version);
  IF FOUND THEN RAISE EXCEPTION 'limits are no longer those' USING ERRCODE = 'GH001'; END IF;

  FOR b IN 1 .. batches LOOP
    FOR i IN first .. lasts[b] LOOP batch_of[i] := b; END LOOP;
    first := lasts[b] + 1;
  END LOOP;

  PERFORM FROM unnest(keys) AS k(key) WHERE k.key IS NOT NULL;
  IF FOUND THEN
    FOR known IN
      SELECT e.n, k.* FROM unnest(keys, batch_of) WITH ORDINALITY AS e(key, batch, n)
      JOIN usage_keys k ON k.organization_id = organizations[e.batch] AND k.key = e.key
    LOOP
      IF known.fingerprint = fingerprints[known.n] THEN
        verdicts[known.n] := 'duplicate';
        answers := answers || jsonb_build_object('n', known.n, 'status', 'duplicate', 'id', known.event_id,
          'used', known.used, 'limit', known.included, 'hardLimit', known.hard_limit, 'graceEndsAt', known.grace_ends_at,
          'resetsAt', known.resets_at, 'state', known.state);
      ELSE
        verdicts[known.n] := 'conflict';
        answers := answers || jsonb_build_object('n', known.n, 'status', 'conflict');
      END IF;
    END LOOP;
  END IF;

  first := 1;
  FOR b IN 1 .. batches LOOP
    counted := before[b];
    latest := called_ats[lasts[b]];
    -- A grace that began under a lower limit is over when the limit was raised above what is used.
    IF soft_marks[b] IS NULL OR counted < soft_marks[b] THEN graces[b] := NULL; END IF;
    grace_until := graces[b] + make_interval(secs => grace_lengths[b]);

    held_now := 0;
    IF held_before[b] > 0 THEN
      SELECT COALESCE(sum(r.amount), 0) INTO held_now FROM usage_reservations r
      WHERE r.organization_id = organizations[b] AND r.meter = meters[b] AND r.period_start = period_starts[b]
        AND r.settled_at IS NULL AND r.expires_at > latest;
    END IF;

    wanted := 0;
    FOR i IN first .. lasts[b] LOOP
      IF verdicts[i] IS NULL THEN wanted := wanted + amounts[i]; END IF;
    END LOOP;

    IF NOT grants[b] AND wanted > 0 AND (accesses[b] NOT IN ('full', 'grace') OR (hard_limits[b] IS NOT NULL AND
        (includes[b] = 0 OR counted + held_now + wanted > hard_limits[b] OR latest >= grace_until))) THEN
      -- Not all of them pass: one by one, in their order.
      FOR i IN first .. lasts[b] LOOP
        CONTINUE WHEN verdicts[i] IS NOT NULL;
        grace_until := graces[b] + make_interval(secs => grace_lengths[b]);
        broken_rule := CASE
          WHEN accesses[b] NOT IN ('full', 'grace') THEN accesses[b]
          WHEN hard_limits[b] IS NULL THEN NULL
          WHEN includes[b] = 0 THEN 'not_included'
          WHEN counted + held_now + amounts[i] > hard_limits[b] THEN 'hard_limit'
          WHEN called_ats[i] >= grace_until THEN 'grace_over' END;
        IF broken_rule IS NULL THEN
          counted := counted + amounts[i];
          IF counted >= soft_marks[b] THEN graces[b] := COALESCE(graces[b], called_ats[i]); END IF;
        ELSE
          verdicts[i] := broken_rule;
          refused := refused + 1;
          -- What is merely held may be given back: that stops nobody yet.
          stops[b] := stops[b] OR broken_rule = 'grace_over' OR (broken_rule = 'hard_limit' AND counted + amounts[i] > hard_limits[b]);
          answers := answers || jsonb_build_object('n', i, 'status', 'refused', 'rule', broken_rule, 'used', counted,
            'held', held_now, 'graceStartedAt', graces[b]);
        END IF;
      END LOOP;
    ELSIF counted + wanted >= soft_marks[b] THEN
      graces[b] := COALESCE(graces[b], latest);
    END IF;
    first := lasts[b] + 1;
  END LOOP;

  SELECT count(*) FILTER (WHERE e.key IS NOT NULL) INTO keyed FROM unnest(keys, verdicts) AS e(key, verdict)
  WHERE e.verdict IS NULL;

  WITH taken AS MATERIALIZED (
    SELECT e.*, organizations[e.batch] AS organization, (before[e.batch] + sum(e.amount) OVER (PARTITION BY e.batch ORDER BY e.n))::bigint AS used
    FROM unnest(batch_of, ids, amounts, keys, fingerprints, called_ats, occurred_ats, all_properties, sources, verdicts)
      WITH ORDINALITY AS e(batch, id, amount, key, fingerprint, called_at, occurred_at, properties, source, verdict, n)
    WHERE e.verdict IS NULL
  ), stored AS (
    INSERT INTO usage_events (organization_id, recorded_at, id, meter, amount, occurred_at, period_start, idempotency_key, properties, source)
    SELECT t.organization, t.called_at, t.id, meters[t.batch], t.amount, t.occurred_at, period_starts[t.batch], t.key, t.properties, t.source
    FROM taken t
  ), remembered AS (
    INSERT INTO usage_keys (organization_id, key, fingerprint, recorded_at, event_id, used, included, hard_limit, grace_ends_at, resets_at, state)
    SELECT t.organization, t.key, t.fingerprint, t.called_at, t.id, t.used, includes[t.batch], hard_limits[t.batch],
      CASE WHEN t.used >= soft_marks[t.batch] THEN graces[t.batch] + make_interval(secs => grace_lengths[t.batch]) END,
      period_ends[t.batch],
      CASE
        WHEN t.used >= soft_marks[t.batch] AND hard_limits[t.batch] IS NULL THEN 'overage'
        WHEN t.used >= hard_limits[t.batch] THEN 'stopped'
        WHEN t.used >= soft_marks[t.batch] THEN 'grace'
        WHEN t.used >= email_marks[t.batch] THEN 'email'
        WHEN t.used >= call_marks[t.batch] THEN 'call'
        ELSE 'ok' END
    FROM taken t WHERE t.key IS NOT NULL ORDER BY t.organization, t.key
    ON CONFLICT DO NOTHING
    RETURNING 1
  ), raised AS (
    UPDATE usage_counters c SET used = u.used, grace_started_at = graces[u.batch], included = includes[u.batch],
      sold = sales[u.batch], updated_at = called_ats[lasts[u.batch]]
    FROM (SELECT t.batch, max(t.used) AS used FROM taken t GROUP BY t.batch) AS u
    WHERE c.organization_id = organizations[u.batch] AND c.meter = meters[u.batch] AND c.period_start = period_starts[u.batch]
    RETURNING u.batch, u.used)
  SELECT (SELECT count(*) FROM remembered), (SELECT array_agg(t.n) FROM taken t), (SELECT array_agg(t.used) FROM taken t),
    (SELECT array_agg(r.batch) FROM raised r), (SELECT array_agg(r.used) FROM raised r)
  INTO written, counted_events, counted_sums, raised_batches, raised_sums;
  IF written <> keyed THEN
    RAISE EXCEPTION 'a key was used for another meter at the same moment' USING ERRCODE = 'GH001';
  END IF;

  totals := before;
  FOR i IN 1 .. COALESCE(cardinality(raised_batches), 0) LOOP totals[raised_batches[i]] := raised_sums[i]; END LOOP;
  FOR b IN 1 .. batches LOOP
    CONTINUE WHEN COALESCE(includes[b], 0) = 0 OR NOT (totals[b] >= call_marks[b] OR stops[b]);
    WITH fresh AS (
      INSERT INTO usage_notices (organization_id, meter, period_start, step, told_at)
      SELECT organizations[b], meters[b], period_starts[b], s.step, called_ats[lasts[b]]
      FROM (VALUES ('call', call_marks[b]), ('email', email_marks[b]), ('soft', soft_marks[b]),
        ('hard', CASE WHEN stops[b] THEN 0 ELSE hard_limits[b] END)) AS s(step, mark)
      WHERE totals[b] >= s.mark
      ON CONFLICT DO NOTHING
      RETURNING step)
    SELECT jsonb_agg(jsonb_build_object('organization', organizations[b], 'meter', meters[b], 'step', step))
    INTO news FROM fresh;
    told := told || COALESCE(news, '[]');
  END LOOP;

  RETURN json_build_object('counted', to_json(COALESCE(counted_events, '{}')), 'sums', to_json(COALESCE(counted_sums, '{}')),
    'graces', to_json(graces), 'others', to_json(answers), 'told', told);
END $$;
