-- Starts the trial in the transaction that creates the organization, no matter which code does. The primary key of subscriptions
-- and the missing DELETE privilege make sure there is only one.
CREATE OR REPLACE FUNCTION start_trial() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO subscriptions (organization_id, plan_key, status, trial_started_at, trial_ends_at, anchor_at, updated_at)
  VALUES (NEW.id, NEW.trial_plan, 'trialing', NEW.created_at, NEW.trial_ends_at, NEW.created_at, NEW.created_at);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER start_trial AFTER INSERT ON organizations FOR EACH ROW EXECUTE FUNCTION start_trial();

CREATE OR REPLACE FUNCTION keep_trial_start() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the start of a trial cannot be changed' USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE OR REPLACE TRIGGER keep_trial_start BEFORE UPDATE OF trial_started_at ON subscriptions FOR EACH ROW
  WHEN (OLD.trial_started_at IS DISTINCT FROM NEW.trial_started_at) EXECUTE FUNCTION keep_trial_start();

-- People can use the app before they verify their email address (docs/decisions/0006). A trial continues after three days, the
-- lifetime of the emailed link, only if an owner has verified. A trigger, so that it covers all code that creates an owner.
CREATE OR REPLACE FUNCTION ask_to_verify() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM memberships JOIN users ON users.id = memberships.user_id
    WHERE memberships.organization_id = NEW.organization_id AND memberships.role = 'owner' AND users.email_verified IS NOT NULL
  ) THEN
    UPDATE subscriptions SET verify_by = trial_started_at + interval '3 days'
    WHERE organization_id = NEW.organization_id AND status = 'trialing' AND verify_by IS NULL;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER ask_to_verify AFTER INSERT ON memberships FOR EACH ROW
  WHEN (NEW.role = 'owner') EXECUTE FUNCTION ask_to_verify();
