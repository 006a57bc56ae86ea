-- What an organization used is deleted with it. A foreign key would do so as well, but is looked up for every single event;
-- the gate, which has one and is locked by whoever counts, keeps events of nobody out. Runs with the owner's rights,
-- because nobody else may delete events, and after the foreign keys' own triggers, which wait for those who are counting.
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
