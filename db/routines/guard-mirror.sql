-- `subscriptions` says what Stripe says, so only the sync writes it: it sets `app.mirror_writer` around its one statement.
-- The link to the customer and the version are not the mirror's. What serves customers has no right to the other columns at
-- all (`db/access.ts`); this binds the platform's other verbs and the database's owner too.
CREATE OR REPLACE FUNCTION guard_mirror() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('app.mirror_writer', true) IS DISTINCT FROM 'sync' THEN
    RAISE EXCEPTION 'subscriptions mirrors Stripe: only a sync writes it' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER guard_mirror BEFORE UPDATE ON subscriptions FOR EACH ROW
  WHEN (to_jsonb(OLD) - '{stripe_customer_id,entitlements_version}'::text[]
    IS DISTINCT FROM to_jsonb(NEW) - '{stripe_customer_id,entitlements_version}'::text[])
  EXECUTE FUNCTION guard_mirror();
