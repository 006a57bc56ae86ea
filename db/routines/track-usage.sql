DROP FUNCTION IF EXISTS track_usage(timestamptz, text, jsonb);
DROP FUNCTION IF EXISTS track_usage(uuid[], text[], bigint[], text[], timestamptz[], timestamptz[], bigint[], bigint[], bigint[],
  bigint[], bigint[], bigint[], boolean[], boolean[], integer[], uuid[], bigint[], text[], text[], timestamptz[], timestamptz[],
  jsonb[], text[], uuid[]);
DROP FUNCTION IF EXISTS track_usage(uuid[], text[], bigint[], text[], timestamptz[], timestamptz[], bigint[], bigint[], bigint[],
  bigint[], bigint[], bigint[], boolean[], boolean[], integer[], timestamptz[], text[], integer[], uuid[], bigint[], text[], text[],
  timestamptz[], jsonb[], uuid[]);
DROP FUNCTION IF EXISTS track_usage(text[], text[], bigint[], bigint[], bigint[], bigint[], bigint[], bigint[], boolean[], boolean[],
  uuid[], bigint[], timestamptz[], timestamptz[], integer[], bigint[], integer[], timestamptz[], text[], integer[], integer[], uuid[],
  bigint[], bigint[], text[], timestamptz[], jsonb[], uuid[]);

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
--   currencies … blocks        one per term: the organization's currency, and the price of overage in it, in minor units for
--                              each started block of units. Null where none is sold. Servers of the previous release leave
--                              them out; then no money is drawn.
-- Numbers of terms, batches, reports and events start at 1. Batches of one organization follow each other.
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
-- CREDITS. What isn't included is paid for with credits before it is overage or refused: with units of the meter first, then with
-- money at the price of overage; of each, what expires soonest. The gate says whether an organization has any, so that others
-- cost nothing, and keeps them as they are read. `plan` is usage without what credits paid for: the thresholds compare that.
-- The rules are those of lib/credits/draw.ts.
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
  occurred_ats timestamptz[], all_properties jsonb[], reporters uuid[],
  currencies text[] DEFAULT NULL, prices bigint[] DEFAULT NULL, blocks bigint[] DEFAULT NULL
) RETURNS json
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off
SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off AS $$
DECLARE
  organization_count integer;
  -- The organizations of this call that have credits; null for none.
  watched_organizations uuid[];
  locked_gates integer;
  found_counters integer;
  current_versions integer;
  before bigint[];
  graces_before timestamptz[];
  graces timestamptz[];
  held_before bigint[];
  counter_rows tid[];
  totals bigint[];
  credited_before bigint[];
  prepaid_before bigint[];
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
  -- Per event of a call that drew credits: how many of its units they paid for, how many of the period's up to it, and whether
  -- any are left after it.
  draws bigint[];
  credited_sums bigint[];
  covers boolean[];
  -- Per batch: the units and minor units drawn, the units that the latter paid for, and whether credits are left after it.
  unit_draws bigint[];
  money_draws bigint[];
  money_units bigint[];
  covered boolean[];
  moment timestamptz;
  units_left bigint;
  money_left bigint;
  prepaid_now bigint;
  credited_now bigint;
  plan_now bigint;
  has_credits boolean;
  at_included bigint;
  at_sold boolean;
  past_included bigint;
  past_sold boolean;
  -- How many units credits can pay for, how many more are included, and how many of those wanted and reserved are payable.
  capacity bigint;
  room bigint;
  payable bigint;
  drawn bigint;
  drawn_units bigint;
  cost bigint;
  actual_draws bigint;
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
    SELECT count(*), array_agg(l.organization_id) FILTER (WHERE l.watched) INTO locked_gates, watched_organizations
    FROM (SELECT g.organization_id, g.watched FROM usage_gates g WHERE g.organization_id = ANY(organizations)
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
      array_agg(CASE WHEN s.plan_total >= s.soft THEN COALESCE(s.grace, s.latest) END ORDER BY s.n),
      array_agg(s.credited ORDER BY s.n), array_agg(s.prepaid ORDER BY s.n),
      bool_and(s.below_thresholds), count(s.used), count(s.valid),
      bool_and((s.granted OR (s.access IN ('full', 'grace') AND (s.hard IS NULL OR (s.included <> 0 AND s.held = 0
        AND s.plan_total <= s.hard AND (s.grace + make_interval(secs => s.grace_length) <= s.latest) IS NOT TRUE))))
        AND (watched_organizations IS NULL OR (s.plan_total >= LEAST(s.soft, s.included)) IS NOT TRUE AND occurred_ats IS NULL
          OR s.organization <> ALL(watched_organizations)))
    INTO before, graces_before, held_before, counter_rows, totals, below_thresholds, graces, credited_before, prepaid_before,
      all_below_thresholds, found_counters, current_versions, all_fit
    FROM (
      -- A grace period belongs to the limit it began under.
      SELECT b.n, b.organization, c.used, c.held, c.credited, c.prepaid, c.ctid AS place, c.used + b.want AS total,
        c.used - c.credited + b.want AS plan_total, v.organization_id AS valid,
        CASE WHEN c.used - c.credited >= soft_limits[b.term] AND c.included IS NOT DISTINCT FROM includes[b.term]
          THEN c.grace_started_at END AS grace, called_ats[reports[b.last]] AS latest,
        accesses[b.term] AS access, includes[b.term] AS included, soft_limits[b.term] AS soft, hard_limits[b.term] AS hard,
        grace_lengths[b.term] AS grace_length, grants[b.term] AS granted,
        (c.used - c.credited + b.want < LEAST(warning_thresholds[b.term], critical_thresholds[b.term], soft_limits[b.term],
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
    draws := NULL;
    credited_sums := NULL;
    covers := NULL;
    unit_draws := NULL;
    money_units := NULL;
    covered := NULL;

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
            'resetsAt', stored.resets_at, 'state', COALESCE(stored.state, 'ok'), 'credited', COALESCE(stored.credited, 0));
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
      IF watched_organizations IS NOT NULL THEN
        SELECT max(c) INTO moment FROM unnest(called_ats) AS c;
        draws := array_fill(0::bigint, ARRAY[cardinality(ids)]);
        credited_sums := draws;
        covers := array_fill(false, ARRAY[cardinality(ids)]);
        unit_draws := array_fill(0::bigint, ARRAY[cardinality(organizations)]);
        money_draws := unit_draws;
        money_units := unit_draws;
        covered := array_fill(false, ARRAY[cardinality(organizations)]);
      END IF;
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

        -- Credits that this batch may draw: what earlier batches of the organization leave.
        credited_now := credited_before[b];
        prepaid_now := prepaid_before[b];
        units_left := 0;
        money_left := 0;
        has_credits := watched_organizations IS NOT NULL AND organizations[b] = ANY(watched_organizations)
          AND includes[term] IS NOT NULL AND accesses[term] IN ('full', 'grace') AND (sales[term] OR hard_limits[term] IS NOT NULL);
        IF has_credits THEN
          SELECT COALESCE(sum(g.remaining) FILTER (WHERE g.meter = meters[term]), 0),
            COALESCE(sum(g.remaining) FILTER (WHERE g.currency = currencies[term] AND sales[term] AND prices[term] > 0), 0)
          INTO units_left, money_left FROM credit_grants g
          WHERE g.organization_id = organizations[b] AND g.remaining > 0 AND (g.expires_at > moment) IS NOT FALSE;
          FOR earlier IN REVERSE b - 1 .. 1 LOOP
            EXIT WHEN organizations[earlier] <> organizations[b];
            IF meters[terms[earlier]] = meters[term] THEN units_left := units_left - unit_draws[earlier]; END IF;
            IF money_left > 0 THEN money_left := money_left - money_draws[earlier]; END IF;
          END LOOP;
          -- The rest of a block that money has paid for is free.
          has_credits := units_left > 0 OR money_left > 0 OR (sales[term] AND prices[term] > 0 AND prepaid_now % blocks[term] > 0)
            IS TRUE;
        END IF;

        IF new_amount > 0 AND (has_credits OR NOT grants[term] AND (accesses[term] NOT IN ('full', 'grace')
            OR (hard_limits[term] IS NOT NULL AND (includes[term] = 0
              OR used_now - credited_now + held_now + new_amount > hard_limits[term] OR latest >= grace_until)))) THEN
          -- Not all events of the batch fit, or credits pay for some: decide one by one, in order.
          FOR i IN first .. lasts[b] LOOP
            CONTINUE WHEN known_events[i];
            grace_until := graces[b] + make_interval(secs => grace_lengths[term]);
            plan_now := used_now - credited_now;
            at_included := includes[term];
            at_sold := sales[term];
            IF has_credits AND occurred_ats[i] IS NOT NULL THEN
              -- What was included when it happened, as for overage below.
              SELECT t.included, t.sold INTO past_included, past_sold FROM usage_terms t
              WHERE t.organization_id = organizations[b] AND t.meter = meters[term] AND t.since <= occurred_ats[i]
                AND EXISTS (SELECT FROM usage_terms n WHERE n.organization_id = t.organization_id AND n.meter = t.meter
                  AND n.since > occurred_ats[i])
              ORDER BY t.since DESC LIMIT 1;
              IF FOUND THEN at_included := past_included; at_sold := past_sold; END IF;
            END IF;

            -- How much of it, and of what is reserved, isn't included, and how much of that credits can pay for.
            payable := 0;
            capacity := 0;
            drawn := 0;
            IF has_credits AND at_included IS NOT NULL AND (at_sold OR hard_limits[term] IS NOT NULL) THEN
              capacity := units_left + CASE WHEN at_sold AND sales[term] AND prices[term] > 0
                THEN blocks[term] * (money_left / prices[term] + (prepaid_now + blocks[term] - 1) / blocks[term]) - prepaid_now
                ELSE 0 END;
              room := CASE WHEN called_ats[reports[i]] >= grace_until AND hard_limits[term] IS NOT NULL THEN 0
                ELSE GREATEST(0, at_included - plan_now) END;
              drawn := LEAST(capacity, GREATEST(0, amounts[i] - room));
              payable := LEAST(capacity, GREATEST(0, held_now + amounts[i] - room));
            END IF;

            rule := CASE
              WHEN grants[term] THEN NULL
              WHEN accesses[term] NOT IN ('full', 'grace') THEN accesses[term]
              WHEN hard_limits[term] IS NULL THEN NULL
              WHEN payable >= held_now + amounts[i] THEN NULL
              WHEN includes[term] = 0 THEN 'not_included'
              WHEN plan_now + held_now + amounts[i] - payable > hard_limits[term] THEN 'hard_limit'
              WHEN called_ats[reports[i]] >= grace_until THEN 'grace_over' END;
            IF rule IS NULL THEN
              used_now := used_now + amounts[i];
              sums[i] := used_now;
              IF drawn > 0 THEN
                drawn_units := LEAST(units_left, drawn);
                cost := CASE WHEN drawn > drawn_units THEN prices[term] * ((prepaid_now + drawn - drawn_units + blocks[term] - 1)
                  / blocks[term] - (prepaid_now + blocks[term] - 1) / blocks[term]) ELSE 0 END;
                units_left := units_left - drawn_units;
                money_left := money_left - cost;
                prepaid_now := prepaid_now + drawn - drawn_units;
                credited_now := credited_now + drawn;
                unit_draws[b] := unit_draws[b] + drawn_units;
                money_draws[b] := money_draws[b] + cost;
                money_units[b] := money_units[b] + drawn - drawn_units;
                draws[i] := drawn;
              END IF;
              IF has_credits THEN covers[i] := capacity > drawn; END IF;
              -- While credits pay for what isn't included, the grace period doesn't begin.
              IF used_now - credited_now >= soft_limits[term] AND (capacity > drawn) IS NOT TRUE THEN
                graces[b] := COALESCE(graces[b], called_ats[reports[i]]);
              END IF;
            ELSE
              sums[i] := NULL;
              -- Being refused only because of reservations isn't notified: they may be released.
              stops[b] := stops[b] OR rule = 'grace_over' AND capacity <= 0;
              IF rule = 'hard_limit' AND plan_now + amounts[i] - drawn > hard_limits[term] THEN refusals[b] := amounts[i]; END IF;
              answers := answers || jsonb_build_object('n', i, 'status', 'refused', 'rule', rule, 'used', used_now,
                'held', held_now, 'graceStartedAt', graces[b], 'credited', credited_now, 'credits', capacity);
            END IF;
            IF credited_sums IS NOT NULL THEN credited_sums[i] := credited_now; END IF;
          END LOOP;
          IF covered IS NOT NULL THEN covered[b] := capacity > CASE WHEN rule IS NULL THEN drawn ELSE 0 END; END IF;
        ELSE
          used_now := used_now + new_amount;
          IF used_now - credited_now >= soft_limits[term] THEN graces[b] := COALESCE(graces[b], latest); END IF;
          IF credited_sums IS NOT NULL THEN
            FOR i IN first .. lasts[b] LOOP credited_sums[i] := credited_now; END LOOP;
          END IF;
        END IF;
        totals[b] := used_now;
        first := lasts[b] + 1;
      END LOOP;
    END IF;

    -- 7. Store the events with their answers ------------------------------------------------------------------------------

    BEGIN
      INSERT INTO usage_events (organization_id, recorded_at, id, meter, amount, occurred_at, period_start, idempotency_key,
        properties, source, used, credited, included, hard_limit, grace_ends_at, resets_at, state)
      SELECT organizations[e.batch], called_ats[e.report], e.id, meters[terms[e.batch]], e.amount, e.occurred_at,
        period_starts[e.batch], e.key, e.properties, sources[e.report], e.used, NULLIF(e.drawn, 0),
        includes[terms[e.batch]],
        hard_limits[terms[e.batch]],
        CASE WHEN below_thresholds[e.batch] THEN NULL
          WHEN e.plan >= soft_limits[terms[e.batch]]
          THEN graces[e.batch] + make_interval(secs => grace_lengths[terms[e.batch]]) END,
        period_ends[e.batch],
        CASE WHEN below_thresholds[e.batch] THEN NULL
          WHEN e.plan >= soft_limits[terms[e.batch]] AND e.covered THEN 'credits'
          WHEN e.plan >= soft_limits[terms[e.batch]] AND hard_limits[terms[e.batch]] IS NULL THEN 'overage'
          WHEN e.plan >= hard_limits[terms[e.batch]] THEN 'stopped'
          WHEN e.plan >= soft_limits[terms[e.batch]] THEN 'grace'
          WHEN e.plan >= critical_thresholds[terms[e.batch]] THEN 'critical'
          WHEN e.plan >= warning_thresholds[terms[e.batch]] THEN 'warning' END
      FROM (SELECT u.*, s.used, s.used - COALESCE(u.credited, credited_before[u.batch]) AS plan
        FROM unnest(batches, reports, ids, amounts, running_totals, keys, occurred_ats, all_properties, sums, draws, credited_sums,
            covers)
          AS u(batch, report, id, amount, running_total, key, occurred_at, properties, sum, drawn, credited, covered)
        CROSS JOIN LATERAL (SELECT CASE WHEN sums IS NULL THEN before[u.batch] + u.running_total ELSE u.sum END AS used) AS s) AS e
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
        THEN GREATEST(0, e.plan - GREATEST(e.plan - e.amount + e.drawn, h.included)) END), 0)::bigint AS overage
      FROM unnest(organizations, terms) WITH ORDINALITY AS b(organization, term, n)
      LEFT JOIN (SELECT u.batch, u.amount, u.occurred_at, COALESCE(u.drawn, 0) AS drawn,
          CASE WHEN sums IS NULL THEN before[u.batch] + u.running_total ELSE u.sum END
            - COALESCE(u.credited, credited_before[u.batch]) AS plan
        FROM unnest(batches, amounts, running_totals, occurred_ats, sums, draws, credited_sums)
          AS u(batch, amount, running_total, occurred_at, sum, drawn, credited)) AS e
        ON e.batch = b.n AND e.plan IS NOT NULL
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
      THEN GREATEST(0, u.total - c.credited - COALESCE(u.units + u.prepaid, 0) - GREATEST(c.used - c.credited, includes[u.term]))
      ELSE 0 END),
    credited = c.credited + COALESCE(u.units + u.prepaid, 0), prepaid = c.prepaid + COALESCE(u.prepaid, 0),
    updated_at = called_ats[reports[u.last]]
  FROM unnest(counter_rows, totals, graces, terms, lasts, timed_overages, unit_draws, money_units)
    AS u(place, total, grace, term, last, timed, units, prepaid)
  WHERE c.ctid = u.place AND c.used < u.total;
  GET DIAGNOSTICS actual_updates = ROW_COUNT;
  SELECT count(*) INTO expected_updates FROM unnest(before, totals) AS u(used, total) WHERE u.used < u.total;
  IF actual_updates <> expected_updates THEN RAISE EXCEPTION 'a counter was changed without locking the gate'; END IF;

  -- 9. Draw the credits, what expires soonest first ------------------------------------------------------------------------

  IF unit_draws IS NOT NULL THEN
    FOR b IN 1 .. cardinality(organizations) LOOP
      CONTINUE WHEN unit_draws[b] + money_draws[b] = 0;
      term := terms[b];
      WITH open AS (
        SELECT g.id, g.remaining, g.currency IS NOT NULL AS is_money, (g.expires_at > moment) IS NOT FALSE AS usable,
          sum(g.remaining) OVER (PARTITION BY g.currency) AS balance,
          sum(CASE WHEN (g.expires_at > moment) IS NOT FALSE THEN g.remaining ELSE 0 END) OVER (PARTITION BY g.currency
            ORDER BY g.expires_at NULLS LAST, g.granted_at, g.id) AS up_to
        FROM credit_grants g WHERE g.organization_id = organizations[b] AND g.remaining > 0
          AND (g.meter = meters[term] OR g.currency = currencies[term])
      ), taken AS (
        SELECT o.id, o.is_money, o.up_to, o.balance, LEAST(o.remaining,
          CASE WHEN o.is_money THEN money_draws[b] ELSE unit_draws[b] END - (o.up_to - o.remaining))::bigint AS amount
        FROM open o WHERE o.usable
      ), changed AS (
        UPDATE credit_grants g SET remaining = g.remaining - t.amount FROM taken t
        WHERE g.organization_id = organizations[b] AND g.id = t.id AND t.amount > 0
        RETURNING g.id, t.is_money, t.amount, t.up_to, t.balance - LEAST(t.up_to,
          CASE WHEN t.is_money THEN money_draws[b] ELSE unit_draws[b] END) AS balance
      ), entered AS (
        INSERT INTO credit_entries (organization_id, grant_id, kind, amount, balance, at, used_meter, used_period, units)
        SELECT organizations[b], c.id, 'drawn', -c.amount, c.balance, called_ats[reports[lasts[b]]], meters[term], period_starts[b],
          CASE WHEN NOT c.is_money THEN c.amount WHEN row_number() OVER (PARTITION BY c.is_money ORDER BY c.up_to) = 1
            THEN money_units[b] ELSE 0 END
        FROM changed c ORDER BY c.is_money, c.up_to
        RETURNING -amount AS amount)
      SELECT sum(e.amount) INTO actual_draws FROM entered e;
      IF actual_draws IS DISTINCT FROM unit_draws[b] + money_draws[b] THEN
        RAISE EXCEPTION 'credits were changed without locking the gate';
      END IF;
    END LOOP;
  END IF;

  -- 10. Record the thresholds reached for the first time in the period and at this limit -----------------------------------

  IF NOT all_below_thresholds OR true = ANY(stops) OR array_remove(refusals, NULL) <> '{}' THEN
    FOR b IN 1 .. cardinality(organizations) LOOP
      term := terms[b];
      plan_now := totals[b] - credited_before[b] - COALESCE(unit_draws[b] + money_units[b], 0);
      CONTINUE WHEN COALESCE(includes[term], 0) = 0
        OR NOT (plan_now >= warning_thresholds[term] OR stops[b] OR COALESCE(refusals[b], 0) > 0);
      WITH fresh AS (
        INSERT INTO usage_notices (organization_id, meter, period_start, at_limit, step, refused, told_at)
        SELECT organizations[b], meters[term], period_starts[b], includes[term], s.step, s.refused, called_ats[reports[lasts[b]]]
        FROM (VALUES ('warning', warning_thresholds[term], NULL::bigint), ('critical', critical_thresholds[term], NULL),
          ('soft', CASE WHEN covered[b] IS NOT TRUE THEN soft_limits[term] END, NULL),
          ('refused', CASE WHEN refusals[b] > 0 AND plan_now < hard_limits[term] AND NOT stops[b] THEN 0 END, refusals[b]),
          ('hard', CASE WHEN stops[b] THEN 0 WHEN covered[b] IS NOT TRUE THEN hard_limits[term] END, NULL))
          AS s(step, threshold, refused)
        WHERE plan_now >= s.threshold
        ON CONFLICT DO NOTHING
        RETURNING step)
      SELECT jsonb_agg(jsonb_build_object('organization', organizations[b], 'meter', meters[term], 'step', step))
      INTO new_steps FROM fresh;
      reached := reached || COALESCE(new_steps, '[]');
    END LOOP;
  END IF;

  RETURN json_build_object('before', to_json(before), 'sums', to_json(sums), 'graces', to_json(graces),
    'others', to_json(answers), 'told', reached, 'credited', to_json(credited_before), 'draws', to_json(draws),
    'covers', to_json(covers));
END $$;
