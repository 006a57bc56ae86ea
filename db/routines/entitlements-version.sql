-- Every change to what an organization may do raises its subscription's version, no matter which code made it. Metering compares
-- this version with the one its limits were resolved from, so a stale cache never gives a wrong result.
CREATE OR REPLACE FUNCTION raise_entitlements_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.entitlements_version := OLD.entitlements_version + 1;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER raise_entitlements_version BEFORE UPDATE ON subscriptions
  FOR EACH ROW EXECUTE FUNCTION raise_entitlements_version();

CREATE OR REPLACE FUNCTION touch_entitlements() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE subscriptions SET entitlements_version = entitlements_version
  WHERE organization_id = COALESCE(NEW.organization_id, OLD.organization_id);
  RETURN NULL;
END $$;

-- Limits are also cached by the organization's external id.
CREATE OR REPLACE FUNCTION touch_named_entitlements() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE subscriptions SET entitlements_version = entitlements_version WHERE organization_id = NEW.id;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER touch_named_entitlements AFTER UPDATE OF external_id ON organizations
  FOR EACH ROW EXECUTE FUNCTION touch_named_entitlements();

CREATE OR REPLACE TRIGGER touch_entitlements AFTER INSERT OR UPDATE OR DELETE ON subscription_items
  FOR EACH ROW EXECUTE FUNCTION touch_entitlements();
CREATE OR REPLACE TRIGGER touch_entitlements AFTER INSERT OR UPDATE OR DELETE ON entitlement_overrides
  FOR EACH ROW EXECUTE FUNCTION touch_entitlements();
