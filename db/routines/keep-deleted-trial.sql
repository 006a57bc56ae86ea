-- Keeps when the trial of a deleted organization began, and nothing about it that is personal: the trial conversion of a
-- past month must not change. Runs with the owner's rights, because no other role may write these rows.
CREATE OR REPLACE FUNCTION keep_deleted_trial() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  tenant_before text := current_setting('app.current_organization_id', true);
BEGIN
  PERFORM set_config('app.current_organization_id', OLD.id::text, true);
  INSERT INTO deleted_trials (organization_id, started_at)
  SELECT organization_id, started_at FROM trials WHERE organization_id = OLD.id
  ON CONFLICT DO NOTHING;
  PERFORM set_config('app.current_organization_id', COALESCE(tenant_before, ''), true);
  RETURN OLD;
END $$;

CREATE OR REPLACE TRIGGER keep_deleted_trial BEFORE DELETE ON organizations
  FOR EACH ROW EXECUTE FUNCTION keep_deleted_trial();
