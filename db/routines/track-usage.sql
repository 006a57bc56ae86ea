DROP FUNCTION IF EXISTS track_usage(timestamptz, text, jsonb);
DROP FUNCTION IF EXISTS track_usage(uuid[], text[], bigint[], text[], timestamptz[], timestamptz[], bigint[], bigint[], bigint[],
  bigint[], bigint[], bigint[], boolean[], boolean[], integer[], uuid[], bigint[], text[], text[], timestamptz[], timestamptz[],
  jsonb[], text[], uuid[]);

-- Counts events of counters: dedupes, climbs the ladder and counts, exactly, whatever the concurrency, in one statement
-- for as many organizations as it is handed. Runs with the caller's rights, so row-level security holds.
--
-- The first arrays have one element for each organization, meter and period ("batch"): the limits as the application
-- resolved them (whole units; null: none) and the version they were resolved from; `lasts` is where each batch's events
-- end. The next two have one for each report: when it came and from whom. The others have one for each event, in the order
-- of the batches; `reports` is which report it came with. Raised, with nothing written: GH001 for limits that are no longer
-- true, GH002 for a platform key that is no longer valid; the caller looks again. The comparisons are those of
-- lib/usage/ladder.ts; a test holds the two together.
--
-- Plans are made once for each connection, with index scans only: with what is known of an empty table a scan of the
-- whole would look best, and stay.
--
-- What is done for each event is kept small, as tens of thousands come in a second: sums are added up in a loop, as a
-- window function begins each batch anew at the price of ten events, and keys are inserted plainly, as ON CONFLICT writes
-- each of them to the log twice. Columns that say nothing of any event are null as a whole.
CREATE OR REPLACE FUNCTION track_usage(
  organizations uuid[], meters text[], versions bigint[], accesses text[], period_starts timestamptz[], period_ends timestamptz[],
  includes bigint[], call_marks bigint[], email_marks bigint[], soft_marks bigint[], hard_limits bigint[], grace_lengths bigint[],
  sales boolean[], grants boolean[], lasts integer[],
  called_ats timestamptz[], sources text[],
  reports integer[], ids uuid[], amounts bigint[], keys text[], fingerprints text[], occurred_ats timestamptz[],
  all_properties jsonb[], reporters uuid[]
) RETURNS json
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off
SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  batches integer := cardinality(organizations);
  events integer := cardinality(ids);
  batch_of integer[] := array_fill(0, ARRAY[events]);
  -- Whether an event was answered before it could be counted, and what was used with it; null if it is not counted.
  known_before boolean[] := array_fill(false, ARRAY[events]);
  sums bigint[] := array_fill(NULL::bigint, ARRAY[events]);
  before bigint[];
  graces timestamptz[];
  held_before bigint[];
  stops boolean[] := array_fill(false, ARRAY[batches]);
  found_batches integer;
  known record;
  answers jsonb[] := '{}';
  first integer := 1;
  wanted bigint;
  counted bigint;
  held_now bigint;
  grace_until timestamptz;
  latest timestamptz;
  broken_rule text;
  totals bigint[] := array_fill(0::bigint, ARRAY[batches]);
  told jsonb := '[]';
  news jsonb;
BEGIN
  IF reporters IS NOT NULL THEN
    PERFORM FROM unnest(reporters) AS r(id) WHERE NOT EXISTS (SELECT FROM platform_keys k
      WHERE k.id = r.id AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now()));
    IF FOUND THEN RAISE EXCEPTION 'a key is no longer valid' USING ERRCODE = 'GH002'; END IF;
  END IF;

  -- Everybody makes and locks rows in this order, so two calls cannot wait for each other.
  FOR attempt IN 1 .. 2 LOOP
    SELECT array_agg(l.used ORDER BY l.n), array_agg(l.grace_started_at ORDER BY l.n), array_agg(l.held ORDER BY l.n), count(*)
    INTO before, graces, held_before, found_batches
    FROM (SELECT b.n, c.used, c.grace_started_at, c.held
      FROM unnest(organizations, meters, period_starts) WITH ORDINALITY AS b(organization, meter, period_start, n)
      JOIN usage_counters c ON c.organization_id = b.organization AND c.meter = b.meter AND c.period_start = b.period_start
      ORDER BY c.organization_id, c.meter, c.period_start
      FOR UPDATE OF c) AS l;
    EXIT WHEN found_batches = batches;
    IF attempt = 2 THEN RAISE EXCEPTION 'a counter went away with its organization' USING ERRCODE = 'GH001'; END IF;
    INSERT INTO usage_counters (organization_id, meter, period_start, period_end, used, updated_at)
    SELECT b.organization, b.meter, b.period_start, b.period_end, 0, called_ats[1]
    FROM unnest(organizations, meters, period_starts, period_ends) AS b(organization, meter, period_start, period_end)
    ORDER BY b.organization, b.meter, b.period_start
    ON CONFLICT DO NOTHING;
  END LOOP;

  -- Asked under the locks: whoever waited for them sees the plan that was bought meanwhile.
  PERFORM FROM unnest(organizations, versions) AS b(organization, version)
  WHERE NOT EXISTS (SELECT FROM subscriptions s
    WHERE s.organization_id = b.organization AND s.entitlements_version = b.version);
  IF FOUND THEN RAISE EXCEPTION 'limits are no longer those' USING ERRCODE = 'GH001'; END IF;

  FOR b IN 1 .. batches LOOP
    FOR i IN first .. lasts[b] LOOP batch_of[i] := b; END LOOP;
    first := lasts[b] + 1;
  END LOOP;

  IF keys IS NOT NULL THEN
    FOR known IN
      SELECT e.n, k.* FROM unnest(keys, batch_of) WITH ORDINALITY AS e(key, batch, n)
      JOIN usage_keys k ON k.organization_id = organizations[e.batch] AND k.key = e.key
    LOOP
      known_before[known.n] := true;
      IF known.fingerprint = fingerprints[known.n] THEN
        answers := answers || jsonb_build_object('n', known.n, 'status', 'duplicate', 'id', known.event_id,
          'used', known.used, 'limit', known.included, 'hardLimit', known.hard_limit, 'graceEndsAt', known.grace_ends_at,
          'resetsAt', known.resets_at, 'state', known.state);
      ELSE
        answers := answers || jsonb_build_object('n', known.n, 'status', 'conflict');
      END IF;
    END LOOP;
  END IF;

  first := 1;
  FOR b IN 1 .. batches LOOP
    counted := before[b];
    latest := called_ats[reports[lasts[b]]];
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
      CONTINUE WHEN known_before[i];
      wanted := wanted + amounts[i];
      sums[i] := counted + wanted;
    END LOOP;

    IF NOT grants[b] AND wanted > 0 AND (accesses[b] NOT IN ('full', 'grace') OR (hard_limits[b] IS NOT NULL AND
        (includes[b] = 0 OR counted + held_now + wanted > hard_limits[b] OR latest >= grace_until))) THEN
      -- Not all of them pass: one by one, in their order.
      FOR i IN first .. lasts[b] LOOP
        CONTINUE WHEN known_before[i];
        grace_until := graces[b] + make_interval(secs => grace_lengths[b]);
        broken_rule := CASE
          WHEN accesses[b] NOT IN ('full', 'grace') THEN accesses[b]
          WHEN hard_limits[b] IS NULL THEN NULL
          WHEN includes[b] = 0 THEN 'not_included'
          WHEN counted + held_now + amounts[i] > hard_limits[b] THEN 'hard_limit'
          WHEN called_ats[reports[i]] >= grace_until THEN 'grace_over' END;
        IF broken_rule IS NULL THEN
          counted := counted + amounts[i];
          sums[i] := counted;
          IF counted >= soft_marks[b] THEN graces[b] := COALESCE(graces[b], called_ats[reports[i]]); END IF;
        ELSE
          sums[i] := NULL;
          -- What is merely held may be given back: that stops nobody yet.
          stops[b] := stops[b] OR broken_rule = 'grace_over' OR (broken_rule = 'hard_limit' AND counted + amounts[i] > hard_limits[b]);
          answers := answers || jsonb_build_object('n', i, 'status', 'refused', 'rule', broken_rule, 'used', counted,
            'held', held_now, 'graceStartedAt', graces[b]);
        END IF;
      END LOOP;
    ELSE
      counted := counted + wanted;
      IF counted >= soft_marks[b] THEN graces[b] := COALESCE(graces[b], latest); END IF;
    END IF;
    totals[b] := counted;
    first := lasts[b] + 1;
  END LOOP;

  INSERT INTO usage_events (organization_id, recorded_at, id, meter, amount, occurred_at, period_start, idempotency_key, properties, source)
  SELECT organizations[e.batch], called_ats[e.report], e.id, meters[e.batch], e.amount, COALESCE(e.occurred_at, called_ats[e.report]),
    period_starts[e.batch], e.key, e.properties, sources[e.report]
  FROM unnest(batch_of, sums, reports, ids, amounts, keys, occurred_ats, all_properties)
    AS e(batch, used, report, id, amount, key, occurred_at, properties)
  WHERE e.used IS NOT NULL;

  IF keys IS NOT NULL THEN
    BEGIN
      INSERT INTO usage_keys (organization_id, key, fingerprint, recorded_at, event_id, used, included, hard_limit, grace_ends_at, resets_at, state)
      SELECT organizations[e.batch], e.key, e.fingerprint, called_ats[e.report], e.id, e.used, includes[e.batch], hard_limits[e.batch],
        CASE WHEN e.used >= soft_marks[e.batch] THEN graces[e.batch] + make_interval(secs => grace_lengths[e.batch]) END,
        period_ends[e.batch],
        CASE
          WHEN e.used >= soft_marks[e.batch] AND hard_limits[e.batch] IS NULL THEN 'overage'
          WHEN e.used >= hard_limits[e.batch] THEN 'stopped'
          WHEN e.used >= soft_marks[e.batch] THEN 'grace'
          WHEN e.used >= email_marks[e.batch] THEN 'email'
          WHEN e.used >= call_marks[e.batch] THEN 'call'
          ELSE 'ok' END
      FROM unnest(batch_of, sums, reports, ids, keys, fingerprints) AS e(batch, used, report, id, key, fingerprint)
      WHERE e.used IS NOT NULL AND e.key IS NOT NULL
      ORDER BY organizations[e.batch], e.key;
    EXCEPTION WHEN unique_violation THEN
      RAISE EXCEPTION 'a key was used for another meter at the same moment' USING ERRCODE = 'GH001';
    END;
  END IF;

  UPDATE usage_counters c SET used = u.used, grace_started_at = u.grace, included = u.included, sold = u.sold,
    updated_at = called_ats[reports[u.last]]
  FROM unnest(organizations, meters, period_starts, totals, graces, includes, sales, lasts)
    AS u(organization, meter, period_start, used, grace, included, sold, last)
  WHERE c.organization_id = u.organization AND c.meter = u.meter AND c.period_start = u.period_start AND c.used < u.used;

  FOR b IN 1 .. batches LOOP
    CONTINUE WHEN COALESCE(includes[b], 0) = 0 OR NOT (totals[b] >= call_marks[b] OR stops[b]);
    WITH fresh AS (
      INSERT INTO usage_notices (organization_id, meter, period_start, step, told_at)
      SELECT organizations[b], meters[b], period_starts[b], s.step, called_ats[reports[lasts[b]]]
      FROM (VALUES ('call', call_marks[b]), ('email', email_marks[b]), ('soft', soft_marks[b]),
        ('hard', CASE WHEN stops[b] THEN 0 ELSE hard_limits[b] END)) AS s(step, mark)
      WHERE totals[b] >= s.mark
      ON CONFLICT DO NOTHING
      RETURNING step)
    SELECT jsonb_agg(jsonb_build_object('organization', organizations[b], 'meter', meters[b], 'step', step))
    INTO news FROM fresh;
    told := told || COALESCE(news, '[]');
  END LOOP;

  RETURN json_build_object('sums', to_json(sums), 'graces', to_json(graces), 'others', to_json(answers), 'told', told);
END $$;
