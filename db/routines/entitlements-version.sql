-- Whatever could change what an organization may do raises the version of its subscription, whoever wrote it. Metering
-- compares the version it resolved limits from with this one, so a cache can be stale but never wrong.
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

-- Limits are remembered under the name they were asked for by.
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
