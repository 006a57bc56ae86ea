-- Deletes an organization's usage events with it. A foreign key would be checked for every event. Instead, `usage_gates` has one,
-- and every writer locks its row, so no event can be added for a deleted organization. Runs with the owner's privileges, because
-- no other role may delete events, and after the foreign keys' own triggers, which wait for writers in progress.
CREATE OR REPLACE FUNCTION forget_usage() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  tenant_before text := current_setting('app.current_organization_id', true);
BEGIN
  PERFORM set_config('app.current_organization_id', OLD.id::text, true);
  DELETE FROM usage_events WHERE organization_id = OLD.id;
  PERFORM set_config('app.current_organization_id', COALESCE(tenant_before, ''), true);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER forget_usage AFTER DELETE ON organizations FOR EACH ROW EXECUTE FUNCTION forget_usage();
