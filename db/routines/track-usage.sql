DROP FUNCTION IF EXISTS track_usage(timestamptz, text, jsonb);
DROP FUNCTION IF EXISTS track_usage(uuid[], text[], bigint[], text[], timestamptz[], timestamptz[], bigint[], bigint[], bigint[],
  bigint[], bigint[], bigint[], boolean[], boolean[], integer[], uuid[], bigint[], text[], text[], timestamptz[], timestamptz[],
  jsonb[], text[], uuid[]);
DROP FUNCTION IF EXISTS track_usage(uuid[], text[], bigint[], text[], timestamptz[], timestamptz[], bigint[], bigint[], bigint[],
  bigint[], bigint[], bigint[], boolean[], boolean[], integer[], timestamptz[], text[], integer[], uuid[], bigint[], text[], text[],
  timestamptz[], jsonb[], uuid[]);

-- Counts events of counters: dedupes, climbs the ladder and counts, exactly, whatever the concurrency, in one statement
-- for as many organizations as it is handed. Runs with the caller's rights, so row-level security holds.
--
-- The first arrays have one element for each set of limits ("terms") as the application resolved them (whole units; null:
-- none), which many organizations may share. The next have one for each organization, meter and period ("batch"): the
-- version its terms were resolved from, what its events want in all, and where they end. Then two with one for each report:
-- when it came and from whom. The others have one for each event, in the order of the batches: of which batch and report
-- it is, and how much its batch wants up to and with it. Columns that say nothing of any event are null as a whole.
--
-- Raised, with nothing written: GH001 for limits that are no longer true, GH002 for a platform key that is no longer valid;
-- the caller looks again. The comparisons are those of lib/usage/thresholds/ladder.ts; a test holds the two together.
--
-- An event is stored once, with its key and its answer. Whoever counts locks the gate of each organization first, so what
-- is read after that, the keys of all its meters among it, stays so until the commit. Where all events are new and fit,
-- which is nearly always, nothing is done event by event but to store them. Then the keys of this month are not looked for
-- before: storing one twice fails, and only after that they are.
--
-- Plans are made once for each connection, with index scans only: with what is known of an empty table a scan of the
-- whole would look best, and stay.
CREATE OR REPLACE FUNCTION track_usage(
  meters text[], accesses text[], includes bigint[], call_marks bigint[], email_marks bigint[], soft_marks bigint[],
  hard_limits bigint[], grace_lengths bigint[], sales boolean[], grants boolean[],
  organizations uuid[], versions bigint[], period_starts timestamptz[], period_ends timestamptz[], terms integer[],
  wants bigint[], lasts integer[],
  called_ats timestamptz[], sources text[],
  batches integer[], reports integer[], ids uuid[], amounts bigint[], aheads bigint[], keys text[],
  occurred_ats timestamptz[], all_properties jsonb[], reporters uuid[]
) RETURNS json
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off
SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  parties integer;
  gates integer;
  found_batches integer;
  valid_batches integer;
  before bigint[];
  graces_before timestamptz[];
  graces timestamptz[];
  held_before bigint[];
  places tid[];
  totals bigint[];
  -- Which batches stay below every mark, so that there is nothing to tell of any of their events.
  quiet boolean[];
  all_quiet boolean;
  all_fit boolean;
  earliest timestamptz;
  newest timestamptz;
  keys_until timestamptz;
  known record;
  -- Whether an event was answered before it could be counted, and what is used with it where they are told one by one.
  known_before boolean[];
  sums bigint[];
  answers jsonb[];
  stops boolean[];
  term integer;
  first integer;
  wanted bigint;
  counted bigint;
  held_now bigint;
  grace_until timestamptz;
  latest timestamptz;
  broken_rule text;
  changed integer;
  moved integer;
  told jsonb := '[]';
  news jsonb;
BEGIN
  IF reporters IS NOT NULL THEN
    PERFORM FROM unnest(reporters) AS r(id) WHERE NOT EXISTS (SELECT FROM platform_keys k
      WHERE k.id = r.id AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now()));
    IF FOUND THEN RAISE EXCEPTION 'a key is no longer valid' USING ERRCODE = 'GH002'; END IF;
  END IF;

  -- Everybody makes and locks rows in this order, so two calls cannot wait for each other.
  SELECT count(DISTINCT o) INTO parties FROM unnest(organizations) AS o;
  FOR attempt IN 1 .. 2 LOOP
    SELECT count(*) INTO gates FROM (SELECT FROM usage_gates g WHERE g.organization_id = ANY(organizations)
      ORDER BY g.organization_id FOR NO KEY UPDATE) AS l;
    EXIT WHEN gates = parties;
    IF attempt = 2 THEN RAISE EXCEPTION 'an organization went away' USING ERRCODE = 'GH001'; END IF;
    INSERT INTO usage_gates (organization_id)
    SELECT DISTINCT o.id FROM unnest(organizations) AS b(organization) JOIN organizations o ON o.id = b.organization
    ORDER BY o.id ON CONFLICT DO NOTHING;
  END LOOP;

  -- Asked behind the gates: whoever waited for them sees what was counted and the plan that was bought meanwhile.
  FOR attempt IN 1 .. 2 LOOP
    SELECT array_agg(s.used ORDER BY s.n), array_agg(s.grace ORDER BY s.n), array_agg(s.held ORDER BY s.n),
      array_agg(s.place ORDER BY s.n), array_agg(s.total ORDER BY s.n), array_agg(s.quiet ORDER BY s.n),
      array_agg(CASE WHEN s.total >= s.soft THEN COALESCE(s.grace, s.latest) END ORDER BY s.n),
      bool_and(s.quiet), count(s.used), count(s.valid),
      bool_and(s.granted OR (s.access IN ('full', 'grace') AND (s.hard IS NULL OR (s.included <> 0 AND s.held = 0
        AND s.total <= s.hard AND (s.grace + make_interval(secs => s.grace_length) <= s.latest) IS NOT TRUE))))
    INTO before, graces_before, held_before, places, totals, quiet, graces, all_quiet, found_batches, valid_batches, all_fit
    FROM (
      -- A grace that began under a lower limit is over when the limit was raised above what is used.
      SELECT b.n, c.used, c.held, c.ctid AS place, c.used + b.want AS total, v.organization_id AS valid,
        CASE WHEN c.used >= soft_marks[b.term] THEN c.grace_started_at END AS grace, called_ats[reports[b.last]] AS latest,
        accesses[b.term] AS access, includes[b.term] AS included, soft_marks[b.term] AS soft, hard_limits[b.term] AS hard,
        grace_lengths[b.term] AS grace_length, grants[b.term] AS granted,
        (c.used + b.want < LEAST(call_marks[b.term], email_marks[b.term], soft_marks[b.term], hard_limits[b.term]))
          IS NOT FALSE AS quiet
      FROM unnest(organizations, versions, period_starts, terms, wants, lasts)
        WITH ORDINALITY AS b(organization, version, period_start, term, want, last, n)
      LEFT JOIN usage_counters c ON c.organization_id = b.organization AND c.meter = meters[b.term]
        AND c.period_start = b.period_start
      LEFT JOIN subscriptions v ON v.organization_id = b.organization AND v.entitlements_version = b.version
      OFFSET 0) AS s;
    IF valid_batches < cardinality(organizations) THEN
      RAISE EXCEPTION 'limits are no longer those' USING ERRCODE = 'GH001';
    END IF;
    EXIT WHEN found_batches = cardinality(organizations);
    IF attempt = 2 THEN RAISE EXCEPTION 'a counter went away' USING ERRCODE = 'GH001'; END IF;
    INSERT INTO usage_counters (organization_id, meter, period_start, period_end, used, updated_at)
    SELECT b.organization, meters[b.term], b.period_start, b.period_end, 0, called_ats[1]
    FROM unnest(organizations, terms, period_starts, period_ends) AS b(organization, term, period_start, period_end)
    ORDER BY b.organization, meters[b.term], b.period_start
    ON CONFLICT DO NOTHING;
  END LOOP;

  IF keys IS NOT NULL THEN
    SELECT min(c), max(c) INTO earliest, newest FROM unnest(called_ats) AS c;
    keys_until := date_trunc('month', earliest, 'UTC');
    -- Where not all fit, as what was counted before is no longer wanted and must not be refused; and at the turn of a month,
    -- when clocks went back, and where a month's partition is missing: this month's are looked for too.
    IF NOT all_fit OR keys_until <> date_trunc('month', newest, 'UTC')
      OR to_regclass('usage_events_' || to_char(keys_until AT TIME ZONE 'UTC', 'YYYY_MM')) IS NULL
      OR EXISTS (SELECT FROM usage_events e WHERE e.recorded_at < newest + interval '40 days'
        AND e.recorded_at >= (keys_until AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC')
    THEN keys_until := newest + interval '40 days'; END IF;
  END IF;

  FOR attempt IN 1 .. 2 LOOP
    answers := '{}';
    stops := array_fill(false, ARRAY[cardinality(organizations)]);
    known_before := NULL;
    sums := NULL;

    IF keys IS NOT NULL THEN
      FOR known IN
        SELECT e.n, e.batch, k.* FROM unnest(keys, batches) WITH ORDINALITY AS e(key, batch, n)
        JOIN usage_events k ON k.organization_id = organizations[e.batch] AND k.idempotency_key = e.key
          AND k.recorded_at > earliest - interval '40 days' AND k.recorded_at < keys_until
      LOOP
        IF known_before IS NULL THEN known_before := array_fill(false, ARRAY[cardinality(ids)]); END IF;
        known_before[known.n] := true;
        IF known.meter = meters[terms[known.batch]] AND known.amount = amounts[known.n]
          AND known.occurred_at IS NOT DISTINCT FROM occurred_ats[known.n]
          AND COALESCE(known.properties, '{}') = COALESCE(all_properties[known.n], '{}')
        THEN
          answers := answers || jsonb_build_object('n', known.n, 'status', 'duplicate', 'id', known.id,
            'used', known.used, 'limit', known.included, 'hardLimit', known.hard_limit, 'graceEndsAt', known.grace_ends_at,
            'resetsAt', known.resets_at, 'state', COALESCE(known.state, 'ok'));
        ELSE
          answers := answers || jsonb_build_object('n', known.n, 'status', 'conflict');
        END IF;
      END LOOP;
    END IF;

    IF known_before IS NOT NULL OR NOT all_fit THEN
      known_before := COALESCE(known_before, array_fill(false, ARRAY[cardinality(ids)]));
      sums := array_fill(NULL::bigint, ARRAY[cardinality(ids)]);
      graces := graces_before;
      first := 1;
      FOR b IN 1 .. cardinality(organizations) LOOP
        term := terms[b];
        counted := before[b];
        latest := called_ats[reports[lasts[b]]];
        grace_until := graces[b] + make_interval(secs => grace_lengths[term]);

        held_now := 0;
        IF held_before[b] > 0 THEN
          SELECT COALESCE(sum(r.amount), 0) INTO held_now FROM usage_reservations r
          WHERE r.organization_id = organizations[b] AND r.meter = meters[term] AND r.period_start = period_starts[b]
            AND r.settled_at IS NULL AND r.expires_at > latest;
        END IF;

        wanted := 0;
        FOR i IN first .. lasts[b] LOOP
          CONTINUE WHEN known_before[i];
          wanted := wanted + amounts[i];
          sums[i] := counted + wanted;
        END LOOP;

        IF NOT grants[term] AND wanted > 0 AND (accesses[term] NOT IN ('full', 'grace') OR (hard_limits[term] IS NOT NULL AND
            (includes[term] = 0 OR counted + held_now + wanted > hard_limits[term] OR latest >= grace_until))) THEN
          -- Not all of them pass: one by one, in their order.
          FOR i IN first .. lasts[b] LOOP
            CONTINUE WHEN known_before[i];
            grace_until := graces[b] + make_interval(secs => grace_lengths[term]);
            broken_rule := CASE
              WHEN accesses[term] NOT IN ('full', 'grace') THEN accesses[term]
              WHEN hard_limits[term] IS NULL THEN NULL
              WHEN includes[term] = 0 THEN 'not_included'
              WHEN counted + held_now + amounts[i] > hard_limits[term] THEN 'hard_limit'
              WHEN called_ats[reports[i]] >= grace_until THEN 'grace_over' END;
            IF broken_rule IS NULL THEN
              counted := counted + amounts[i];
              sums[i] := counted;
              IF counted >= soft_marks[term] THEN graces[b] := COALESCE(graces[b], called_ats[reports[i]]); END IF;
            ELSE
              sums[i] := NULL;
              -- What is merely held may be given back: that stops nobody yet.
              stops[b] := stops[b] OR broken_rule = 'grace_over'
                OR (broken_rule = 'hard_limit' AND counted + amounts[i] > hard_limits[term]);
              answers := answers || jsonb_build_object('n', i, 'status', 'refused', 'rule', broken_rule, 'used', counted,
                'held', held_now, 'graceStartedAt', graces[b]);
            END IF;
          END LOOP;
        ELSE
          counted := counted + wanted;
          IF counted >= soft_marks[term] THEN graces[b] := COALESCE(graces[b], latest); END IF;
        END IF;
        totals[b] := counted;
        first := lasts[b] + 1;
      END LOOP;
    END IF;

    BEGIN
      INSERT INTO usage_events (organization_id, recorded_at, id, meter, amount, occurred_at, period_start, idempotency_key,
        properties, source, used, included, hard_limit, grace_ends_at, resets_at, state)
      SELECT organizations[e.batch], called_ats[e.report], e.id, meters[terms[e.batch]], e.amount, e.occurred_at,
        period_starts[e.batch], e.key, e.properties, sources[e.report], e.used, includes[terms[e.batch]],
        hard_limits[terms[e.batch]],
        CASE WHEN quiet[e.batch] THEN NULL
          WHEN e.used >= soft_marks[terms[e.batch]]
          THEN graces[e.batch] + make_interval(secs => grace_lengths[terms[e.batch]]) END,
        period_ends[e.batch],
        CASE WHEN quiet[e.batch] THEN NULL
          WHEN e.used >= soft_marks[terms[e.batch]] AND hard_limits[terms[e.batch]] IS NULL THEN 'overage'
          WHEN e.used >= hard_limits[terms[e.batch]] THEN 'stopped'
          WHEN e.used >= soft_marks[terms[e.batch]] THEN 'grace'
          WHEN e.used >= email_marks[terms[e.batch]] THEN 'email'
          WHEN e.used >= call_marks[terms[e.batch]] THEN 'call' END
      FROM (SELECT u.*, CASE WHEN sums IS NULL THEN before[u.batch] + u.ahead ELSE u.sum END AS used
        FROM unnest(batches, reports, ids, amounts, aheads, keys, occurred_ats, all_properties, sums)
          AS u(batch, report, id, amount, ahead, key, occurred_at, properties, sum)) AS e
      WHERE e.used IS NOT NULL;
      EXIT;
    EXCEPTION WHEN unique_violation THEN
      IF attempt = 2 THEN RAISE EXCEPTION 'a key is there that was looked for' USING ERRCODE = 'GH001'; END IF;
      keys_until := newest + interval '40 days';
    END;
  END LOOP;

  -- By their place, for one look into the index less: nobody else changes a counter behind the gate.
  UPDATE usage_counters c SET used = u.total, grace_started_at = u.grace, included = includes[u.term], sold = sales[u.term],
    updated_at = called_ats[reports[u.last]]
  FROM unnest(places, totals, graces, terms, lasts) AS u(place, total, grace, term, last)
  WHERE c.ctid = u.place AND c.used < u.total;
  GET DIAGNOSTICS moved = ROW_COUNT;
  SELECT count(*) INTO changed FROM unnest(before, totals) AS u(used, total) WHERE u.used < u.total;
  IF moved <> changed THEN RAISE EXCEPTION 'a counter was changed by somebody who had not passed the gate'; END IF;

  IF NOT all_quiet OR true = ANY(stops) THEN
    FOR b IN 1 .. cardinality(organizations) LOOP
      term := terms[b];
      CONTINUE WHEN COALESCE(includes[term], 0) = 0 OR NOT (totals[b] >= call_marks[term] OR stops[b]);
      WITH fresh AS (
        INSERT INTO usage_notices (organization_id, meter, period_start, step, told_at)
        SELECT organizations[b], meters[term], period_starts[b], s.step, called_ats[reports[lasts[b]]]
        FROM (VALUES ('call', call_marks[term]), ('email', email_marks[term]), ('soft', soft_marks[term]),
          ('hard', CASE WHEN stops[b] THEN 0 ELSE hard_limits[term] END)) AS s(step, mark)
        WHERE totals[b] >= s.mark
        ON CONFLICT DO NOTHING
        RETURNING step)
      SELECT jsonb_agg(jsonb_build_object('organization', organizations[b], 'meter', meters[term], 'step', step))
      INTO news FROM fresh;
      told := told || COALESCE(news, '[]');
    END LOOP;
  END IF;

  RETURN json_build_object('before', to_json(before), 'sums', to_json(sums), 'graces', to_json(graces),
    'others', to_json(answers), 'told', told);
END $$;
