-- Counts events of counters: dedupes, climbs the ladder and counts, exactly, whatever the concurrency, in one statement.
-- Runs with the caller's rights and sets the tenant for each batch, so row-level security holds.
--
-- `batches` is a JSON array, one element per organization and meter: the limits as the application resolved them (whole
-- units; null: none), the version they were resolved from, and the events. A version that is no longer true raises GH001
-- and nothing is written: the caller resolves again. The comparisons are those of lib/usage/ladder.ts; a test holds the
-- two together.
CREATE OR REPLACE FUNCTION track_usage(called_at timestamptz, reported_by text, batches jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  tenant_before text := current_setting('app.current_organization_id', true);
  batch record;
  event record;
  counted bigint;
  grace_from timestamptz;
  grace_until timestamptz;
  broken_rule text;
  stopped boolean;
  accepted integer[];
  outcomes jsonb[];
  keyed integer;
  written integer;
  told jsonb := '[]';
  answers jsonb := '[]';
  batch_answers jsonb[];
  told_steps jsonb;
  outcome jsonb;
BEGIN
  -- Everybody locks in this order, so two batches cannot wait for each other.
  FOR batch IN
    SELECT * FROM jsonb_to_recordset(batches) AS b(
      organization uuid, meter text, version bigint, access text, period_start timestamptz, period_end timestamptz,
      included bigint, call_at bigint, email_at bigint, soft_at bigint, hard_limit bigint, grace_seconds bigint, events jsonb)
    ORDER BY b.organization, b.meter
  LOOP
    PERFORM set_config('app.current_organization_id', batch.organization::text, true);

    INSERT INTO usage_counters (organization_id, meter, period_start, period_end, used, updated_at)
    VALUES (batch.organization, batch.meter, batch.period_start, batch.period_end, 0, called_at)
    ON CONFLICT DO NOTHING;
    SELECT c.used, c.grace_started_at INTO counted, grace_from FROM usage_counters c
    WHERE c.organization_id = batch.organization AND c.meter = batch.meter AND c.period_start = batch.period_start
    FOR UPDATE;

    -- Asked under the lock: whoever waited for it sees the plan that was bought meanwhile.
    IF NOT EXISTS (SELECT FROM subscriptions s
      WHERE s.organization_id = batch.organization AND s.entitlements_version = batch.version) THEN
      RAISE EXCEPTION 'the limits of % are no longer those', batch.organization USING ERRCODE = 'GH001';
    END IF;

    accepted := '{}';
    outcomes := '{}';
    batch_answers := '{}';
    keyed := 0;
    stopped := false;

    FOR event IN
      SELECT e.ordinal, e.id, e.amount, e.key, e.fingerprint, k.fingerprint AS known, k.outcome AS first_outcome
      FROM jsonb_to_recordset(batch.events) AS e(ordinal integer, id uuid, amount bigint, key text, fingerprint text)
      LEFT JOIN usage_keys k ON k.organization_id = batch.organization AND k.key = e.key
      ORDER BY e.ordinal
    LOOP
      IF event.known IS NOT NULL THEN
        batch_answers := batch_answers || CASE WHEN event.known = event.fingerprint
          THEN event.first_outcome || jsonb_build_object('ordinal', event.ordinal, 'status', 'duplicate')
          ELSE jsonb_build_object('ordinal', event.ordinal, 'status', 'conflict') END;
        CONTINUE;
      END IF;

      -- A grace that began under a lower limit is over when the limit was raised above what is used.
      IF counted < batch.soft_at OR batch.soft_at IS NULL THEN grace_from := NULL; END IF;
      grace_until := grace_from + make_interval(secs => batch.grace_seconds);
      broken_rule := CASE
        WHEN batch.access NOT IN ('full', 'grace') THEN batch.access
        WHEN batch.hard_limit IS NULL THEN NULL
        WHEN batch.included = 0 THEN 'not_included'
        WHEN counted + event.amount > batch.hard_limit THEN 'hard_limit'
        WHEN called_at >= grace_until THEN 'grace_over'
      END;
      IF broken_rule IS NOT NULL THEN
        stopped := stopped OR broken_rule IN ('hard_limit', 'grace_over');
        batch_answers := batch_answers || jsonb_build_object('ordinal', event.ordinal, 'status', 'refused',
          'rule', broken_rule, 'used', counted, 'graceStartedAt', grace_from);
        CONTINUE;
      END IF;

      counted := counted + event.amount;
      IF counted >= batch.soft_at THEN grace_from := COALESCE(grace_from, called_at); END IF;
      outcome := jsonb_build_object('id', event.id, 'used', counted,
        'graceEndsAt', grace_from + make_interval(secs => batch.grace_seconds), 'limit', batch.included, 'hardLimit', batch.hard_limit, 'resetsAt', batch.period_end, 'state', CASE
          WHEN counted >= batch.soft_at AND batch.hard_limit IS NULL THEN 'overage'
          WHEN counted >= batch.hard_limit THEN 'stopped'
          WHEN counted >= batch.soft_at THEN 'grace'
          WHEN counted >= batch.email_at THEN 'email'
          WHEN counted >= batch.call_at THEN 'call'
          ELSE 'ok' END);
      accepted := accepted || event.ordinal;
      outcomes := outcomes || outcome;
      keyed := keyed + (event.key IS NOT NULL)::integer;
      batch_answers := batch_answers || (outcome || jsonb_build_object('ordinal', event.ordinal, 'status', 'accepted'));
    END LOOP;

    IF accepted <> '{}' THEN
      INSERT INTO usage_keys (organization_id, key, fingerprint, outcome, recorded_at)
      SELECT batch.organization, e.key, e.fingerprint, a.outcome, called_at
      FROM unnest(accepted, outcomes) AS a(ordinal, outcome)
      JOIN jsonb_to_recordset(batch.events) AS e(ordinal integer, key text, fingerprint text) USING (ordinal)
      WHERE e.key IS NOT NULL
      ORDER BY e.key
      ON CONFLICT DO NOTHING;
      GET DIAGNOSTICS written = ROW_COUNT;
      IF written <> keyed THEN
        RAISE EXCEPTION 'a key was used for another meter at the same moment' USING ERRCODE = 'GH001';
      END IF;

      INSERT INTO usage_events (organization_id, recorded_at, id, meter, amount, occurred_at, period_start,
        idempotency_key, properties, source)
      SELECT batch.organization, called_at, e.id, batch.meter, e.amount, e.occurred_at, batch.period_start,
        e.key, e.properties, reported_by
      FROM unnest(accepted) AS a(ordinal)
      JOIN jsonb_to_recordset(batch.events) AS e(
        ordinal integer, id uuid, amount bigint, key text, occurred_at timestamptz, properties jsonb) USING (ordinal);

      UPDATE usage_counters c SET used = counted, grace_started_at = grace_from, updated_at = called_at
      WHERE c.organization_id = batch.organization AND c.meter = batch.meter AND c.period_start = batch.period_start;
    END IF;

    IF batch.included > 0 AND (counted >= batch.call_at OR stopped) THEN
      WITH news AS (
        INSERT INTO usage_notices (organization_id, meter, period_start, step, told_at)
        SELECT batch.organization, batch.meter, batch.period_start, s.step, called_at
        FROM (VALUES ('call', batch.call_at), ('email', batch.email_at), ('soft', batch.soft_at),
          ('hard', CASE WHEN stopped THEN 0 ELSE batch.hard_limit END)) AS s(step, mark)
        WHERE counted >= s.mark
        ON CONFLICT DO NOTHING
        RETURNING step)
      SELECT jsonb_agg(jsonb_build_object('organization', batch.organization, 'meter', batch.meter, 'step', step))
      INTO told_steps FROM news;
      told := told || COALESCE(told_steps, '[]');
    END IF;
    answers := answers || to_jsonb(batch_answers);
  END LOOP;

  PERFORM set_config('app.current_organization_id', COALESCE(tenant_before, ''), true);
  RETURN jsonb_build_object('answers', answers, 'told', told);
END $$;
