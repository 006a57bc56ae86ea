-- Keeps one row of each organization in `organization_directory`, and the levels of its gauges in `directory_gauges`, no matter which
-- code changes what they say. At the commit:
-- then its lock is the last one a transaction takes, and the row says what all of the transaction's changes come to. The row is
-- locked before it is read again, so that of two transactions the second sees what the first wrote. Runs with the owner's
-- rights, because no other role may write these rows, and another organization may be chosen by the time of the commit.
CREATE OR REPLACE FUNCTION list_organization() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  tenant_before text := current_setting('app.current_organization_id', true);
  listed uuid := (CASE TG_OP WHEN 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END ->> TG_ARGV[0])::uuid;
BEGIN
  PERFORM set_config('app.current_organization_id', listed::text, true);
  -- The transaction's first trigger has seen all of its changes, because every one of them waits for the commit.
  IF EXISTS (SELECT FROM organization_directory WHERE organization_id = listed AND xmin = pg_current_xact_id()::xid) THEN
    PERFORM set_config('app.current_organization_id', COALESCE(tenant_before, ''), true);
    RETURN NULL;
  END IF;
  PERFORM FROM organization_directory WHERE organization_id = listed FOR UPDATE;
  INSERT INTO organization_directory AS d (organization_id, name, external_id, domain, profile, created_at, members, plan_key, status,
    suspended_at, trial_ends_at, interval, renews_at, cancel_at, next_at, status_order, mrr, currency, search)
  SELECT o.id, o.name, o.external_id, o.domain, o.profile, o.created_at,
    (SELECT count(*) FROM memberships m WHERE m.organization_id = o.id),
    COALESCE(s.plan_key, t.plan_key), s.status, x.suspended_at, COALESCE(s.trial_ends_at, t.ends_at),
    s.interval, s.current_period_end, s.cancel_at,
    CASE WHEN COALESCE(s.status, 'trialing') = 'trialing' THEN COALESCE(s.trial_ends_at, t.ends_at)
      WHEN s.status IN ('active', 'past_due', 'paused') THEN COALESCE(s.cancel_at, s.current_period_end) END,
    CASE WHEN x.suspended_at IS NOT NULL THEN 0
      WHEN COALESCE(s.status, 'trialing') = 'trialing'
        THEN 8 * 100000000000 - extract(epoch FROM COALESCE(s.trial_ends_at, t.ends_at))::bigint
      ELSE COALESCE(array_position('{past_due,unpaid,incomplete,active,paused,canceled}'::text[], s.status), 9) * 100000000000 END,
    s.mrr, s.currency,
    lower(concat_ws(E'\n', o.name, o.domain, o.external_id, o.id, s.stripe_customer_id, s.stripe_subscription_id))
  FROM organizations o
    JOIN subscriptions s ON s.organization_id = o.id
    JOIN trials t ON t.organization_id = o.id
    LEFT JOIN suspensions x ON x.organization_id = o.id
  WHERE o.id = listed
  ON CONFLICT (organization_id) DO UPDATE SET (name, external_id, domain, profile, created_at, members, plan_key, status, suspended_at,
      trial_ends_at, interval, renews_at, cancel_at, next_at, status_order, mrr, currency, search)
    = (excluded.name, excluded.external_id, excluded.domain, excluded.profile, excluded.created_at, excluded.members, excluded.plan_key,
      excluded.status, excluded.suspended_at, excluded.trial_ends_at, excluded.interval, excluded.renews_at, excluded.cancel_at,
      excluded.next_at, excluded.status_order, excluded.mrr, excluded.currency, excluded.search)
  WHERE d IS DISTINCT FROM excluded;
  DELETE FROM directory_gauges k WHERE k.organization_id = listed
    AND NOT EXISTS (SELECT FROM gauges g WHERE g.organization_id = listed AND g.meter = k.meter AND g.level > 0);
  INSERT INTO directory_gauges AS k (organization_id, meter, plan_key, level)
  SELECT listed, g.meter, d.plan_key, g.level FROM gauges g JOIN organization_directory d ON d.organization_id = listed
  WHERE g.organization_id = listed AND g.level > 0
  ON CONFLICT (organization_id, meter) DO UPDATE SET plan_key = excluded.plan_key, level = excluded.level
  WHERE (k.plan_key, k.level) IS DISTINCT FROM (excluded.plan_key, excluded.level);
  PERFORM set_config('app.current_organization_id', COALESCE(tenant_before, ''), true);
  RETURN NULL;
END $$;

-- An organization is inserted with its subscription and its trial, so their inserts need no trigger. PostgreSQL cannot replace a
-- constraint trigger; these are made once, and a change to one needs another name.
DO $$
DECLARE
  wanted record;
BEGIN
  FOR wanted IN SELECT * FROM (VALUES
    ('organizations', 'list_new_organization', 'INSERT', 'true', 'id'),
    ('organizations', 'list_organization', 'UPDATE OF name, external_id, domain, profile',
      '(OLD.name, OLD.external_id, OLD.domain, OLD.profile) IS DISTINCT FROM (NEW.name, NEW.external_id, NEW.domain, NEW.profile)', 'id'),
    ('memberships', 'list_organization', 'INSERT OR DELETE', 'true', 'organization_id'),
    ('gauges', 'list_first_level', 'INSERT', 'NEW.level > 0', 'organization_id'),
    ('gauges', 'list_removed_level', 'DELETE', 'OLD.level > 0', 'organization_id'),
    ('gauges', 'list_level', 'UPDATE OF level', 'OLD.level <> NEW.level', 'organization_id'),
    ('suspensions', 'list_organization', 'INSERT OR UPDATE OR DELETE', 'true', 'organization_id'),
    ('trials', 'list_organization', 'UPDATE OF plan_key, ends_at',
      '(OLD.plan_key, OLD.ends_at) IS DISTINCT FROM (NEW.plan_key, NEW.ends_at)', 'organization_id'),
    ('subscriptions', 'list_organization',
      'UPDATE OF plan_key, status, trial_ends_at, interval, current_period_end, cancel_at, mrr, currency, stripe_customer_id, stripe_subscription_id',
      '(OLD.plan_key, OLD.status, OLD.trial_ends_at, OLD.interval, OLD.current_period_end, OLD.cancel_at, OLD.mrr, OLD.currency,
        OLD.stripe_customer_id, OLD.stripe_subscription_id)
      IS DISTINCT FROM (NEW.plan_key, NEW.status, NEW.trial_ends_at, NEW.interval, NEW.current_period_end, NEW.cancel_at, NEW.mrr, NEW.currency,
        NEW.stripe_customer_id, NEW.stripe_subscription_id)', 'organization_id')
  ) AS w (relation, name, events, condition, key) LOOP
    IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgname = wanted.name AND tgrelid = wanted.relation::regclass) THEN
      EXECUTE format('CREATE CONSTRAINT TRIGGER %I AFTER %s ON %I DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (%s)
        EXECUTE FUNCTION list_organization(%L)', wanted.name, wanted.events, wanted.relation, wanted.condition, wanted.key);
    END IF;
  END LOOP;
END $$;
