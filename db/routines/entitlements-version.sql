-- Every change to what an organization may do raises its subscription's version, no matter which code made it, and nothing else
-- does: each rise makes every process resolve the organization's entitlements again. Metering compares this version with the one its
-- limits were resolved from, so a stale cache never gives a wrong result. Scheduled and pending changes count once they take effect.
CREATE OR REPLACE FUNCTION raise_entitlements_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.entitlements_version := OLD.entitlements_version + 1;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER raise_entitlements_version BEFORE UPDATE ON subscriptions FOR EACH ROW
  WHEN ((OLD.status, OLD.plan_key, OLD.anchor_at, OLD.failed_payments, OLD.past_due_since, OLD.ended_at, OLD.trial_ends_at,
      OLD.collection_method, OLD.paused_behavior, OLD.currency)
    IS DISTINCT FROM (NEW.status, NEW.plan_key, NEW.anchor_at, NEW.failed_payments, NEW.past_due_since, NEW.ended_at, NEW.trial_ends_at,
      NEW.collection_method, NEW.paused_behavior, NEW.currency))
  EXECUTE FUNCTION raise_entitlements_version();

CREATE OR REPLACE FUNCTION touch_entitlements() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE subscriptions SET entitlements_version = entitlements_version + 1
  WHERE organization_id = COALESCE(NEW.organization_id, OLD.organization_id);
  RETURN NULL;
END $$;

-- Limits are also cached by the organization's external id.
CREATE OR REPLACE FUNCTION touch_named_entitlements() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE subscriptions SET entitlements_version = entitlements_version + 1 WHERE organization_id = NEW.id;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER touch_named_entitlements AFTER UPDATE OF external_id ON organizations FOR EACH ROW
  WHEN (OLD.external_id IS DISTINCT FROM NEW.external_id) EXECUTE FUNCTION touch_named_entitlements();

CREATE OR REPLACE TRIGGER touch_entitlements AFTER INSERT OR DELETE ON subscription_items
  FOR EACH ROW EXECUTE FUNCTION touch_entitlements();
CREATE OR REPLACE TRIGGER touch_changed_entitlements AFTER UPDATE ON subscription_items FOR EACH ROW
  WHEN ((OLD.kind, OLD.item_key, OLD.quantity) IS DISTINCT FROM (NEW.kind, NEW.item_key, NEW.quantity))
  EXECUTE FUNCTION touch_entitlements();
CREATE OR REPLACE TRIGGER touch_entitlements AFTER INSERT OR UPDATE OR DELETE ON entitlement_overrides
  FOR EACH ROW EXECUTE FUNCTION touch_entitlements();
CREATE OR REPLACE TRIGGER touch_entitlements AFTER INSERT OR UPDATE OR DELETE ON suspensions
  FOR EACH ROW EXECUTE FUNCTION touch_entitlements();
CREATE OR REPLACE TRIGGER touch_entitlements AFTER UPDATE ON trials FOR EACH ROW
  WHEN ((OLD.plan_key, OLD.ends_at, OLD.refused_domain, OLD.verify_by)
    IS DISTINCT FROM (NEW.plan_key, NEW.ends_at, NEW.refused_domain, NEW.verify_by))
  EXECUTE FUNCTION touch_entitlements();
-- Another subscription gives access while the one that counts doesn't.
CREATE OR REPLACE TRIGGER touch_entitlements AFTER INSERT OR DELETE ON other_subscriptions
  FOR EACH ROW EXECUTE FUNCTION touch_entitlements();
CREATE OR REPLACE TRIGGER touch_changed_entitlements AFTER UPDATE ON other_subscriptions FOR EACH ROW
  WHEN ((OLD.kind, OLD.plan_key, OLD.status) IS DISTINCT FROM (NEW.kind, NEW.plan_key, NEW.status))
  EXECUTE FUNCTION touch_entitlements();
