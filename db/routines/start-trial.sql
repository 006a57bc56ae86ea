-- A new organization gets the empty mirror of its subscription, no matter which code creates it. The primary key of
-- subscriptions and the missing DELETE privilege make sure there is only one.
CREATE OR REPLACE FUNCTION open_subscription() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO subscriptions (organization_id, updated_at) VALUES (NEW.id, NEW.created_at);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER open_subscription AFTER INSERT ON organizations
  FOR EACH ROW EXECUTE FUNCTION open_subscription();

-- No organization is committed without its trial. The primary key of trials and the missing DELETE right make it the only
-- one. Runs with the owner's rights because another organization may be chosen by the time of the commit.
CREATE OR REPLACE FUNCTION require_trial() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  tenant_before text := current_setting('app.current_organization_id', true);
  complete boolean;
BEGIN
  PERFORM set_config('app.current_organization_id', NEW.id::text, true);
  complete := EXISTS (SELECT FROM trials WHERE organization_id = NEW.id)
    OR NOT EXISTS (SELECT FROM organizations WHERE id = NEW.id);
  PERFORM set_config('app.current_organization_id', COALESCE(tenant_before, ''), true);
  IF NOT complete THEN
    RAISE EXCEPTION 'the organization % has no trial', NEW.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;

-- PostgreSQL cannot replace a constraint trigger.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgname = 'require_trial' AND tgrelid = 'organizations'::regclass) THEN
    CREATE CONSTRAINT TRIGGER require_trial AFTER INSERT ON organizations DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION require_trial();
  END IF;
END $$;

CREATE OR REPLACE FUNCTION keep_trial_start() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the start of a trial cannot be changed' USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE OR REPLACE TRIGGER keep_trial_start BEFORE UPDATE OF started_at ON trials FOR EACH ROW
  WHEN (OLD.started_at IS DISTINCT FROM NEW.started_at) EXECUTE FUNCTION keep_trial_start();

-- People can use the app before they verify their email address (docs/decisions/0006). A trial continues after three days, the
-- lifetime of the emailed link, only if an owner has verified. A trigger, so that it covers all code that creates an owner.
CREATE OR REPLACE FUNCTION ask_to_verify() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM memberships JOIN users ON users.id = memberships.user_id
    WHERE memberships.organization_id = NEW.organization_id AND memberships.role = 'owner' AND users.email_verified IS NOT NULL
  ) THEN
    -- Locked before the trial, as by everything that changes billing.
    PERFORM FROM subscriptions WHERE organization_id = NEW.organization_id FOR UPDATE;
    UPDATE trials SET verify_by = started_at + interval '3 days'
    WHERE organization_id = NEW.organization_id AND ended_at IS NULL AND verify_by IS NULL
      AND EXISTS (SELECT FROM subscriptions s WHERE s.organization_id = trials.organization_id AND s.status IS NULL);
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER ask_to_verify AFTER INSERT ON memberships FOR EACH ROW
  WHEN (NEW.role = 'owner') EXECUTE FUNCTION ask_to_verify();
