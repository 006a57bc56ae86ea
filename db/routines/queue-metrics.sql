-- What revenue metrics are computed from, kept in the transaction of each change. A row in metric_queue says that the rollups
-- don't contain the change yet. Plain inserts under random IDs: two changes never wait for each other, or for a roll.
CREATE OR REPLACE FUNCTION keep_metric_organization() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO metric_organizations (organization_id, signed_up_at, industry, size, onboarded_at)
  VALUES (NEW.id, NEW.created_at, NEW.profile->>'industry', COALESCE(NEW.profile->>'companySize', NEW.profile->>'size'),
    NEW.onboarded_at)
  ON CONFLICT (organization_id) DO UPDATE SET
    industry = excluded.industry, size = excluded.size, onboarded_at = excluded.onboarded_at;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER keep_metric_organization AFTER INSERT OR UPDATE OF profile, onboarded_at ON organizations
  FOR EACH ROW EXECUTE FUNCTION keep_metric_organization();

-- The verb that deletes an organization sets the product's time before.
CREATE OR REPLACE FUNCTION keep_metric_deletion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE metric_organizations SET deleted_at = now() WHERE organization_id = OLD.id AND deleted_at IS NULL;
  RETURN OLD;
END $$;

CREATE OR REPLACE TRIGGER keep_metric_deletion BEFORE DELETE ON organizations
  FOR EACH ROW EXECUTE FUNCTION keep_metric_deletion();

-- A trial that was refused, because the company had one before, is none.
CREATE OR REPLACE FUNCTION keep_metric_trial() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  counts boolean := NEW.refused_domain IS NULL;
BEGIN
  UPDATE metric_organizations SET trial_plan_key = CASE WHEN counts THEN NEW.plan_key END,
    trial_started_at = CASE WHEN counts THEN NEW.started_at END, trial_ends_at = CASE WHEN counts THEN NEW.ends_at END
  WHERE organization_id = NEW.organization_id;
  RETURN NULL;
END $$;

-- Triggers fire in the order of their names: `touch_entitlements` before this one, so that the subscription is locked before the row
-- of metrics, as a sync does. It was the other way round under the name keep_metric_trial.
DROP TRIGGER IF EXISTS keep_metric_trial ON trials;
CREATE OR REPLACE TRIGGER track_metric_trial AFTER INSERT OR UPDATE OF plan_key, ends_at, refused_domain ON trials
  FOR EACH ROW EXECUTE FUNCTION keep_metric_trial();

-- A purchase ends the trial. One that begins with a trial at Stripe continues it.
CREATE OR REPLACE FUNCTION end_metric_trial() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE metric_organizations SET trial_ends_at =
    CASE WHEN NEW.status = 'trialing' THEN COALESCE(NEW.trial_ends_at, trial_ends_at) ELSE LEAST(trial_ends_at, NEW.updated_at) END
  WHERE organization_id = NEW.organization_id AND trial_ends_at IS NOT NULL AND first_paid_at IS NULL;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER end_metric_trial AFTER UPDATE OF status, trial_ends_at ON subscriptions
  FOR EACH ROW WHEN (NEW.status IS NOT NULL
    AND (OLD.status IS DISTINCT FROM NEW.status OR OLD.trial_ends_at IS DISTINCT FROM NEW.trial_ends_at))
  EXECUTE FUNCTION end_metric_trial();

CREATE OR REPLACE FUNCTION queue_metric_attributes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO metric_queue (organization_id, id) VALUES (NEW.organization_id, gen_random_uuid());
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER queue_metric_organization AFTER INSERT ON metric_organizations
  FOR EACH ROW EXECUTE FUNCTION queue_metric_attributes();

CREATE OR REPLACE TRIGGER queue_metric_attributes AFTER UPDATE ON metric_organizations
  FOR EACH ROW WHEN (
    (OLD.signed_up_at, OLD.country, OLD.industry, OLD.size, OLD.source, OLD.trial_plan_key, OLD.trial_started_at, OLD.trial_ends_at,
      OLD.deleted_at)
    IS DISTINCT FROM
    (NEW.signed_up_at, NEW.country, NEW.industry, NEW.size, NEW.source, NEW.trial_plan_key, NEW.trial_started_at, NEW.trial_ends_at,
      NEW.deleted_at))
  EXECUTE FUNCTION queue_metric_attributes();

CREATE OR REPLACE FUNCTION queue_movement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO metric_queue (organization_id, id) VALUES (NEW.organization_id, NEW.id);
  IF NEW.mrr_after > 0 THEN
    UPDATE metric_organizations SET first_paid_at = NEW.occurred_at
    WHERE organization_id = NEW.organization_id AND (first_paid_at IS NULL OR first_paid_at > NEW.occurred_at);
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER queue_movement AFTER INSERT ON movements
  FOR EACH ROW EXECUTE FUNCTION queue_movement();

-- Whether a payment that was attempted succeeded. An invoice that is voided later stays what it was. Stripe counts its own attempts only,
-- so one that a person paid after the first had failed is known by its failed charge. A card that was declined during a first purchase isn't
-- a payment that was lost and recovered: the customer was there, and used another one.
CREATE OR REPLACE FUNCTION keep_metric_payment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  result text := CASE
    WHEN NEW.status = 'paid' AND (NEW.attempt_count > 1
      OR (NEW.charge_failed AND NEW.billing_reason IS DISTINCT FROM 'subscription_create')) THEN 'recovered'
    WHEN NEW.status = 'paid' THEN 'succeeded'
    ELSE 'failed' END;
BEGIN
  INSERT INTO metric_payments (organization_id, stripe_invoice_id, day, currency, amount, outcome)
  VALUES (NEW.organization_id, NEW.stripe_invoice_id, (COALESCE(NEW.finalized_at, NEW.created_at) AT TIME ZONE 'UTC')::date,
    NEW.currency, NEW.amount_due, result)
  ON CONFLICT (organization_id, stripe_invoice_id) DO UPDATE SET outcome = excluded.outcome
    WHERE metric_payments.outcome <> excluded.outcome;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER queue_metric_payment AFTER INSERT OR UPDATE OF outcome ON metric_payments
  FOR EACH ROW EXECUTE FUNCTION queue_metric_attributes();

CREATE OR REPLACE TRIGGER keep_metric_payment AFTER INSERT OR UPDATE OF status, attempt_count, charge_failed ON invoices
  FOR EACH ROW WHEN (NEW.amount_due > 0
    AND (NEW.status = 'paid' OR NEW.status = 'uncollectible' OR (NEW.status = 'open' AND NEW.attempt_count > 0)))
  EXECUTE FUNCTION keep_metric_payment();
