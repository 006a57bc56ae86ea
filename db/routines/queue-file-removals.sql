-- A file's row can be deleted with its work order, its plant or its organization. Its bytes are in the file storage, which a job removes
-- them from. Runs with the owner's privileges, because the app role doesn't see what other organizations' files were.
CREATE OR REPLACE FUNCTION queue_file_removal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO file_removals (key) VALUES (OLD.organization_id || '/' || OLD.id) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER queue_file_removal AFTER DELETE ON files FOR EACH ROW EXECUTE FUNCTION queue_file_removal();
