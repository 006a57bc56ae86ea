DROP FUNCTION IF EXISTS track_usage(timestamptz, text, jsonb);
DROP FUNCTION IF EXISTS track_usage(uuid[], text[], bigint[], text[], timestamptz[], timestamptz[], bigint[], bigint[], bigint[],
  bigint[], bigint[], bigint[], boolean[], boolean[], integer[], uuid[], bigint[], text[], text[], timestamptz[], timestamptz[],
  jsonb[], text[], uuid[]);
DROP FUNCTION IF EXISTS track_usage(uuid[], text[], bigint[], text[], timestamptz[], timestamptz[], bigint[], bigint[], bigint[],
  bigint[], bigint[], bigint[], boolean[], boolean[], integer[], timestamptz[], text[], integer[], uuid[], bigint[], text[], text[],
  timestamptz[], jsonb[], uuid[]);
-- The same signature under old parameter names, which CREATE OR REPLACE can't change.
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_proc WHERE proname = 'track_usage' AND 'call_marks' = ANY(proargnames)) THEN
    DROP FUNCTION track_usage;
  END IF;
END $$;

-- Counts events of counters exactly, at any concurrency: rejects duplicates, applies the thresholds and updates the
-- counters, in one statement for any number of organizations. Runs with the caller's rights, so row-level security applies.
--
-- PARAMETERS. Arrays, because one statement with a fixed number of parameters is prepared once per connection.
--   meters … grants            one element per set of limits ("term"), in whole units, null for none. Organizations on the
--                              same plan share a term.
--   organizations … lasts      one per batch: an organization, meter and usage period. Its term, the version of the
--                              entitlements it was resolved from, the sum of its amounts, and the number of its last event.
--   called_ats, sources        one per report: when it came, and from whom.
--   batches … all_properties   one per event, ordered by batch: its batch and report, and the running total of the amounts of
--                              its batch, including its own. A column in which all values are null is null as a whole.
--   reporters                  ids of the platform keys that were used.
-- Numbers of terms, batches, reports and events start at 1.
--
-- RESULT. JSON, see `RoutineJson` in lib/usage/track/routine-format.ts. Its keys stay: while an update is rolled out, servers
-- of the previous release read them after the commit, and an error there would make callers send events again.
--
-- ERRORS, with nothing written. The caller resolves the limits or the key again.
--   GH001  the entitlements have changed since they were resolved.
--   GH002  a platform key is no longer valid.
--
-- CONCURRENCY. Every writer first locks the gate of each organization, in the order of their ids, so there is no deadlock,
-- and everything read after that stays as it is until the commit.
--
-- SPEED. When all events are new and within the limits, which is nearly always, nothing runs per event but the insert.
-- Idempotency keys of the current month aren't looked up in advance: the unique index rejects them, and only then are they.
-- Plans are made once per connection and use index scans only. On an empty table a sequential scan would look best, and the
-- plan would be kept. Before PostgreSQL 18, turning a kind of scan off adds 10,000,000,000 to its cost, which made the just-in-time
-- compiler spend 0.2 s on a statement of 0.02 ms.
--
-- The decisions are those of lib/usage/thresholds/thresholds.ts. A property test holds the two equal.
CREATE OR REPLACE FUNCTION track_usage(
  meters text[], accesses text[], includes bigint[], warning_thresholds bigint[], critical_thresholds bigint[],
  soft_limits bigint[], hard_limits bigint[], grace_lengths bigint[], sales boolean[], grants boolean[],
  organizations uuid[], versions bigint[], period_starts timestamptz[], period_ends timestamptz[], terms integer[],
  wants bigint[], lasts integer[],
  called_ats timestamptz[], sources text[],
  batches integer[], reports integer[], ids uuid[], amounts bigint[], running_totals bigint[], keys text[],
  occurred_ats timestamptz[], all_properties jsonb[], reporters uuid[]
) RETURNS json
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off
SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off AS $$
DECLARE
  organization_count integer;
  locked_gates integer;
  found_counters integer;
  current_versions integer;
  before bigint[];
  graces_before timestamptz[];
  graces timestamptz[];
  held_before bigint[];
  counter_rows tid[];
  totals bigint[];
  -- Whether a batch stays below every threshold.
  below_thresholds boolean[];
  all_below_thresholds boolean;
  all_fit boolean;
  earliest timestamptz;
  newest timestamptz;
  keys_until timestamptz;
  stored record;
  -- Per event: whether its key was found, and what is used with it if that is computed event by event.
  known_events boolean[];
  sums bigint[];
  -- Per batch, the overage of its events, if some have a time of their own.
  timed_overages bigint[];
  answers jsonb[];
  -- Per batch, whether nothing more fits until a person acts, and the amount that didn't fit while less would have.
  stops boolean[];
  refusals bigint[];
  term integer;
  first integer;
  new_amount bigint;
  used_now bigint;
  held_now bigint;
  grace_until timestamptz;
  latest timestamptz;
  rule text;
  expected_updates integer;
  actual_updates integer;
  reached jsonb := '[]';
  new_steps jsonb;
BEGIN
  -- 1. Check the platform keys -------------------------------------------------------------------------------------------

  IF reporters IS NOT NULL THEN
    PERFORM FROM unnest(reporters) AS r(id) WHERE NOT EXISTS (SELECT FROM platform_keys k
      WHERE k.id = r.id AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now()));
    IF FOUND THEN RAISE EXCEPTION 'a platform key is no longer valid' USING ERRCODE = 'GH002'; END IF;
  END IF;

  -- 2. Lock the gates, creating missing ones -----------------------------------------------------------------------------

  SELECT count(DISTINCT o) INTO organization_count FROM unnest(organizations) AS o;
  FOR attempt IN 1 .. 2 LOOP
    SELECT count(*) INTO locked_gates FROM (SELECT FROM usage_gates g WHERE g.organization_id = ANY(organizations)
      ORDER BY g.organization_id FOR NO KEY UPDATE) AS l;
    EXIT WHEN locked_gates = organization_count;
    IF attempt = 2 THEN RAISE EXCEPTION 'an organization was deleted' USING ERRCODE = 'GH001'; END IF;
    INSERT INTO usage_gates (organization_id)
    SELECT DISTINCT o.id FROM unnest(organizations) AS b(organization) JOIN organizations o ON o.id = b.organization
    ORDER BY o.id ON CONFLICT DO NOTHING;
  END LOOP;

  -- 3. Read the counters, creating missing ones, and check the versions ---------------------------------------------------
  -- After the gates are locked, so that usage and plan changes committed while waiting for them are seen.

  FOR attempt IN 1 .. 2 LOOP
    SELECT array_agg(s.used ORDER BY s.n), array_agg(s.grace ORDER BY s.n), array_agg(s.held ORDER BY s.n),
      array_agg(s.place ORDER BY s.n), array_agg(s.total ORDER BY s.n), array_agg(s.below_thresholds ORDER BY s.n),
      array_agg(CASE WHEN s.total >= s.soft THEN COALESCE(s.grace, s.latest) END ORDER BY s.n),
      bool_and(s.below_thresholds), count(s.used), count(s.valid),
      bool_and(s.granted OR (s.access IN ('full', 'grace') AND (s.hard IS NULL OR (s.included <> 0 AND s.held = 0
        AND s.total <= s.hard AND (s.grace + make_interval(secs => s.grace_length) <= s.latest) IS NOT TRUE))))
    INTO before, graces_before, held_before, counter_rows, totals, below_thresholds, graces, all_below_thresholds,
      found_counters, current_versions, all_fit
    FROM (
      -- A grace period belongs to the limit it began under.
      SELECT b.n, c.used, c.held, c.ctid AS place, c.used + b.want AS total, v.organization_id AS valid,
        CASE WHEN c.used >= soft_limits[b.term] AND c.included IS NOT DISTINCT FROM includes[b.term]
          THEN c.grace_started_at END AS grace, called_ats[reports[b.last]] AS latest,
        accesses[b.term] AS access, includes[b.term] AS included, soft_limits[b.term] AS soft, hard_limits[b.term] AS hard,
        grace_lengths[b.term] AS grace_length, grants[b.term] AS granted,
        (c.used + b.want < LEAST(warning_thresholds[b.term], critical_thresholds[b.term], soft_limits[b.term],
          hard_limits[b.term])) IS NOT FALSE AS below_thresholds
      FROM unnest(organizations, versions, period_starts, terms, wants, lasts)
        WITH ORDINALITY AS b(organization, version, period_start, term, want, last, n)
      LEFT JOIN usage_counters c ON c.organization_id = b.organization AND c.meter = meters[b.term]
        AND c.period_start = b.period_start
      LEFT JOIN subscriptions v ON v.organization_id = b.organization AND v.entitlements_version = b.version
      OFFSET 0) AS s;
    IF current_versions < cardinality(organizations) THEN
      RAISE EXCEPTION 'the entitlements have changed' USING ERRCODE = 'GH001';
    END IF;
    EXIT WHEN found_counters = cardinality(organizations);
    IF attempt = 2 THEN RAISE EXCEPTION 'a counter was deleted' USING ERRCODE = 'GH001'; END IF;
    INSERT INTO usage_counters (organization_id, meter, period_start, period_end, used, updated_at)
    SELECT b.organization, meters[b.term], b.period_start, b.period_end, 0, called_ats[1]
    FROM unnest(organizations, terms, period_starts, period_ends) AS b(organization, term, period_start, period_end)
    ORDER BY b.organization, meters[b.term], b.period_start
    ON CONFLICT DO NOTHING;
  END LOOP;

  -- 4. Decide how far to look for idempotency keys ------------------------------------------------------------------------

  IF keys IS NOT NULL THEN
    SELECT min(c), max(c) INTO earliest, newest FROM unnest(called_ats) AS c;
    keys_until := date_trunc('month', earliest, 'UTC');
    -- Keys of the current month are looked up only if not all events fit, because a repeated event must not be refused; and
    -- if the unique index of one partition can't reject them: at the turn of a month, after a clock went back, and without
    -- a partition for the month.
    IF NOT all_fit OR keys_until <> date_trunc('month', newest, 'UTC')
      OR to_regclass('usage_events_' || to_char(keys_until AT TIME ZONE 'UTC', 'YYYY_MM')) IS NULL
      OR EXISTS (SELECT FROM usage_events e WHERE e.recorded_at < newest + interval '40 days'
        AND e.recorded_at >= (keys_until AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC')
    THEN keys_until := newest + interval '40 days'; END IF;
  END IF;

  -- The second attempt follows a unique violation, with a lookup of all keys.
  FOR attempt IN 1 .. 2 LOOP
    answers := '{}';
    stops := array_fill(false, ARRAY[cardinality(organizations)]);
    refusals := array_fill(NULL::bigint, ARRAY[cardinality(organizations)]);
    known_events := NULL;
    sums := NULL;

    -- 5. Answer events whose key is stored --------------------------------------------------------------------------------

    IF keys IS NOT NULL THEN
      FOR stored IN
        SELECT e.n, e.batch, k.* FROM unnest(keys, batches) WITH ORDINALITY AS e(key, batch, n)
        JOIN usage_events k ON k.organization_id = organizations[e.batch] AND k.idempotency_key = e.key
          AND k.recorded_at > earliest - interval '40 days' AND k.recorded_at < keys_until
      LOOP
        IF known_events IS NULL THEN known_events := array_fill(false, ARRAY[cardinality(ids)]); END IF;
        known_events[stored.n] := true;
        IF stored.meter = meters[terms[stored.batch]] AND stored.amount = amounts[stored.n]
          AND stored.occurred_at IS NOT DISTINCT FROM occurred_ats[stored.n]
          AND COALESCE(stored.properties, '{}') = COALESCE(all_properties[stored.n], '{}')
        THEN
          answers := answers || jsonb_build_object('n', stored.n, 'status', 'duplicate', 'id', stored.id,
            'used', stored.used, 'limit', stored.included, 'hardLimit', stored.hard_limit, 'graceEndsAt', stored.grace_ends_at,
            'resetsAt', stored.resets_at, 'state', COALESCE(stored.state, 'ok'));
        ELSE
          answers := answers || jsonb_build_object('n', stored.n, 'status', 'conflict');
        END IF;
      END LOOP;
    END IF;

    -- 6. Decide batch by batch, if keys were found or not all events fit ----------------------------------------------------

    IF known_events IS NOT NULL OR NOT all_fit THEN
      known_events := COALESCE(known_events, array_fill(false, ARRAY[cardinality(ids)]));
      sums := array_fill(NULL::bigint, ARRAY[cardinality(ids)]);
      graces := graces_before;
      first := 1;
      FOR b IN 1 .. cardinality(organizations) LOOP
        term := terms[b];
        used_now := before[b];
        latest := called_ats[reports[lasts[b]]];
        grace_until := graces[b] + make_interval(secs => grace_lengths[term]);

        held_now := 0;
        IF held_before[b] > 0 THEN
          SELECT COALESCE(sum(r.amount), 0) INTO held_now FROM usage_reservations r
          WHERE r.organization_id = organizations[b] AND r.meter = meters[term] AND r.period_start = period_starts[b]
            AND r.settled_at IS NULL AND r.expires_at > latest;
        END IF;

        new_amount := 0;
        FOR i IN first .. lasts[b] LOOP
          CONTINUE WHEN known_events[i];
          new_amount := new_amount + amounts[i];
          sums[i] := used_now + new_amount;
        END LOOP;

        IF NOT grants[term] AND new_amount > 0 AND (accesses[term] NOT IN ('full', 'grace') OR (hard_limits[term] IS NOT NULL AND
            (includes[term] = 0 OR used_now + held_now + new_amount > hard_limits[term] OR latest >= grace_until))) THEN
          -- Not all events of the batch fit: decide one by one, in order.
          FOR i IN first .. lasts[b] LOOP
            CONTINUE WHEN known_events[i];
            grace_until := graces[b] + make_interval(secs => grace_lengths[term]);
            rule := CASE
              WHEN accesses[term] NOT IN ('full', 'grace') THEN accesses[term]
              WHEN hard_limits[term] IS NULL THEN NULL
              WHEN includes[term] = 0 THEN 'not_included'
              WHEN used_now + held_now + amounts[i] > hard_limits[term] THEN 'hard_limit'
              WHEN called_ats[reports[i]] >= grace_until THEN 'grace_over' END;
            IF rule IS NULL THEN
              used_now := used_now + amounts[i];
              sums[i] := used_now;
              IF used_now >= soft_limits[term] THEN graces[b] := COALESCE(graces[b], called_ats[reports[i]]); END IF;
            ELSE
              sums[i] := NULL;
              -- Being refused only because of reservations isn't notified: they may be released.
              stops[b] := stops[b] OR rule = 'grace_over';
              IF rule = 'hard_limit' AND used_now + amounts[i] > hard_limits[term] THEN refusals[b] := amounts[i]; END IF;
              answers := answers || jsonb_build_object('n', i, 'status', 'refused', 'rule', rule, 'used', used_now,
                'held', held_now, 'graceStartedAt', graces[b]);
            END IF;
          END LOOP;
        ELSE
          used_now := used_now + new_amount;
          IF used_now >= soft_limits[term] THEN graces[b] := COALESCE(graces[b], latest); END IF;
        END IF;
        totals[b] := used_now;
        first := lasts[b] + 1;
      END LOOP;
    END IF;

    -- 7. Store the events with their answers ------------------------------------------------------------------------------

    BEGIN
      INSERT INTO usage_events (organization_id, recorded_at, id, meter, amount, occurred_at, period_start, idempotency_key,
        properties, source, used, included, hard_limit, grace_ends_at, resets_at, state)
      SELECT organizations[e.batch], called_ats[e.report], e.id, meters[terms[e.batch]], e.amount, e.occurred_at,
        period_starts[e.batch], e.key, e.properties, sources[e.report], e.used, includes[terms[e.batch]],
        hard_limits[terms[e.batch]],
        CASE WHEN below_thresholds[e.batch] THEN NULL
          WHEN e.used >= soft_limits[terms[e.batch]]
          THEN graces[e.batch] + make_interval(secs => grace_lengths[terms[e.batch]]) END,
        period_ends[e.batch],
        CASE WHEN below_thresholds[e.batch] THEN NULL
          WHEN e.used >= soft_limits[terms[e.batch]] AND hard_limits[terms[e.batch]] IS NULL THEN 'overage'
          WHEN e.used >= hard_limits[terms[e.batch]] THEN 'stopped'
          WHEN e.used >= soft_limits[terms[e.batch]] THEN 'grace'
          WHEN e.used >= critical_thresholds[terms[e.batch]] THEN 'critical'
          WHEN e.used >= warning_thresholds[terms[e.batch]] THEN 'warning' END
      FROM (SELECT u.*, CASE WHEN sums IS NULL THEN before[u.batch] + u.running_total ELSE u.sum END AS used
        FROM unnest(batches, reports, ids, amounts, running_totals, keys, occurred_ats, all_properties, sums)
          AS u(batch, report, id, amount, running_total, key, occurred_at, properties, sum)) AS e
      WHERE e.used IS NOT NULL;
      EXIT;
    EXCEPTION WHEN unique_violation THEN
      IF attempt = 2 THEN RAISE EXCEPTION 'an idempotency key exists that was not found' USING ERRCODE = 'GH001'; END IF;
      keys_until := newest + interval '40 days';
    END;
  END LOOP;

  -- 8. Update the counters ------------------------------------------------------------------------------------------------
  -- By row id, which saves an index lookup and is safe because the gates are locked. Overage is what exceeds the limit that
  -- holds now, or for an event with a time of its own, that held then: the last row of `usage_terms` before it, unless there
  -- is no later one. Decided once, as in lib/usage/overage/overage.ts.

  IF occurred_ats IS NOT NULL THEN
    SELECT array_agg(s.overage ORDER BY s.n) INTO timed_overages FROM (
      SELECT b.n, COALESCE(sum(CASE WHEN h.sold AND h.included IS NOT NULL
        THEN GREATEST(0, e.used - GREATEST(e.used - e.amount, h.included)) END), 0)::bigint AS overage
      FROM unnest(organizations, terms) WITH ORDINALITY AS b(organization, term, n)
      LEFT JOIN (SELECT u.batch, u.amount, u.occurred_at,
          CASE WHEN sums IS NULL THEN before[u.batch] + u.running_total ELSE u.sum END AS used
        FROM unnest(batches, amounts, running_totals, occurred_ats, sums) AS u(batch, amount, running_total, occurred_at, sum)) AS e
        ON e.batch = b.n AND e.used IS NOT NULL
      LEFT JOIN LATERAL (SELECT true AS past FROM usage_terms t WHERE t.organization_id = b.organization
        AND t.meter = meters[b.term] AND t.since > e.occurred_at LIMIT 1) AS l ON true
      LEFT JOIN LATERAL (SELECT t.included, t.sold FROM usage_terms t WHERE t.organization_id = b.organization
        AND t.meter = meters[b.term] AND t.since <= e.occurred_at ORDER BY t.since DESC LIMIT 1) AS p ON l.past
      LEFT JOIN LATERAL (SELECT CASE WHEN p.sold IS NULL THEN includes[b.term] ELSE p.included END AS included,
        COALESCE(p.sold, sales[b.term]) AS sold) AS h ON true
      GROUP BY b.n) AS s;
  END IF;

  UPDATE usage_counters c SET used = u.total, grace_started_at = u.grace, included = includes[u.term],
    sold = c.sold OR sales[u.term],
    overage = c.overage + COALESCE(u.timed, CASE WHEN sales[u.term] AND includes[u.term] IS NOT NULL
      THEN GREATEST(0, u.total - GREATEST(c.used, includes[u.term])) ELSE 0 END),
    updated_at = called_ats[reports[u.last]]
  FROM unnest(counter_rows, totals, graces, terms, lasts, timed_overages) AS u(place, total, grace, term, last, timed)
  WHERE c.ctid = u.place AND c.used < u.total;
  GET DIAGNOSTICS actual_updates = ROW_COUNT;
  SELECT count(*) INTO expected_updates FROM unnest(before, totals) AS u(used, total) WHERE u.used < u.total;
  IF actual_updates <> expected_updates THEN RAISE EXCEPTION 'a counter was changed without locking the gate'; END IF;

  -- 9. Record the thresholds reached for the first time in the period and at this limit -----------------------------------

  IF NOT all_below_thresholds OR true = ANY(stops) OR array_remove(refusals, NULL) <> '{}' THEN
    FOR b IN 1 .. cardinality(organizations) LOOP
      term := terms[b];
      CONTINUE WHEN COALESCE(includes[term], 0) = 0 OR NOT (totals[b] >= warning_thresholds[term] OR stops[b] OR COALESCE(refusals[b], 0) > 0);
      WITH fresh AS (
        INSERT INTO usage_notices (organization_id, meter, period_start, at_limit, step, refused, told_at)
        SELECT organizations[b], meters[term], period_starts[b], includes[term], s.step, s.refused, called_ats[reports[lasts[b]]]
        FROM (VALUES ('warning', warning_thresholds[term], NULL::bigint), ('critical', critical_thresholds[term], NULL),
          ('soft', soft_limits[term], NULL),
          ('refused', CASE WHEN refusals[b] > 0 AND totals[b] < hard_limits[term] AND NOT stops[b] THEN 0 END, refusals[b]),
          ('hard', CASE WHEN stops[b] THEN 0 ELSE hard_limits[term] END, NULL)) AS s(step, threshold, refused)
        WHERE totals[b] >= s.threshold
        ON CONFLICT DO NOTHING
        RETURNING step)
      SELECT jsonb_agg(jsonb_build_object('organization', organizations[b], 'meter', meters[term], 'step', step))
      INTO new_steps FROM fresh;
      reached := reached || COALESCE(new_steps, '[]');
    END LOOP;
  END IF;

  RETURN json_build_object('before', to_json(before), 'sums', to_json(sums), 'graces', to_json(graces),
    'others', to_json(answers), 'told', reached);
END $$;
