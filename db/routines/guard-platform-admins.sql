-- What serves customers can't make a platform admin, sign in as one, or change how one signs in: a statement smuggled into that
-- role must not reach the platform's pages. The verbs run on a platform admin's account in the platform role
-- (lib/auth/people/with-account.ts). Names are qualified, because a temporary table would hide the real one.

-- Whether the current role is the app role, or a login of your own that is a member of it.
CREATE OR REPLACE FUNCTION serves_customers() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT pg_catalog.pg_has_role('gatehouse_app', 'usage') AND NOT pg_catalog.pg_has_role('gatehouse_platform', 'usage')
$$;

-- Arguments of the triggers: the column that names the account, and the column of `users` it refers to. A row that is given to someone
-- else counts as one of both: anyone who takes a second factor away signs in with the password alone.
CREATE OR REPLACE FUNCTION guard_admin_credentials() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  accounts text[] := ARRAY[pg_catalog.to_jsonb(OLD) ->> TG_ARGV[0], pg_catalog.to_jsonb(NEW) ->> TG_ARGV[0]];
  of_admin boolean;
BEGIN
  EXECUTE pg_catalog.format('SELECT EXISTS (SELECT FROM public.users WHERE %I::text = ANY ($1) AND is_platform_admin)', TG_ARGV[1])
    INTO of_admin USING accounts;
  IF of_admin OR (pg_catalog.to_jsonb(NEW) ->> 'impersonator_id') IS NOT NULL THEN
    RAISE EXCEPTION 'only the platform role signs platform admins in' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE OR REPLACE FUNCTION guard_platform_admin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'only the platform role changes platform admins' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE OR REPLACE TRIGGER guard_new_platform_admin BEFORE INSERT ON users FOR EACH ROW
  WHEN (serves_customers() AND NEW.is_platform_admin) EXECUTE FUNCTION guard_platform_admin();

CREATE OR REPLACE TRIGGER guard_platform_admin BEFORE UPDATE ON users FOR EACH ROW
  WHEN (serves_customers() AND OLD.is_platform_admin
    AND to_jsonb(OLD) - '{name,image}'::text[] IS DISTINCT FROM to_jsonb(NEW) - '{name,image}'::text[])
  EXECUTE FUNCTION guard_platform_admin();

CREATE OR REPLACE TRIGGER guard_platform_admin_deletion BEFORE DELETE ON users FOR EACH ROW
  WHEN (serves_customers() AND OLD.is_platform_admin) EXECUTE FUNCTION guard_platform_admin();

CREATE OR REPLACE TRIGGER guard_admin_sessions BEFORE INSERT ON sessions FOR EACH ROW
  WHEN (serves_customers()) EXECUTE FUNCTION guard_admin_credentials('user_id', 'id');

CREATE OR REPLACE TRIGGER guard_admin_accounts BEFORE INSERT OR UPDATE ON accounts FOR EACH ROW
  WHEN (serves_customers()) EXECUTE FUNCTION guard_admin_credentials('user_id', 'id');

CREATE OR REPLACE TRIGGER guard_admin_links BEFORE INSERT ON verification_tokens FOR EACH ROW
  WHEN (serves_customers()) EXECUTE FUNCTION guard_admin_credentials('identifier', 'email');

CREATE OR REPLACE TRIGGER guard_admin_second_steps BEFORE UPDATE OF user_id, session_token, created_at, second_factor, confirmed_at
  ON sessions FOR EACH ROW
  WHEN (serves_customers()) EXECUTE FUNCTION guard_admin_credentials('user_id', 'id');

CREATE OR REPLACE TRIGGER guard_admin_totp BEFORE INSERT OR DELETE OR UPDATE OF user_id, secret, confirmed_at ON totp_factors FOR EACH ROW
  WHEN (serves_customers()) EXECUTE FUNCTION guard_admin_credentials('user_id', 'id');

CREATE OR REPLACE TRIGGER guard_admin_passkeys BEFORE INSERT OR DELETE OR UPDATE OF id, user_id, public_key ON passkeys FOR EACH ROW
  WHEN (serves_customers()) EXECUTE FUNCTION guard_admin_credentials('user_id', 'id');

CREATE OR REPLACE TRIGGER guard_admin_recovery_codes BEFORE INSERT OR DELETE OR UPDATE ON recovery_codes FOR EACH ROW
  WHEN (serves_customers()) EXECUTE FUNCTION guard_admin_credentials('user_id', 'id');

CREATE OR REPLACE TRIGGER guard_admin_challenges BEFORE INSERT OR UPDATE ON auth_challenges FOR EACH ROW
  WHEN (serves_customers()) EXECUTE FUNCTION guard_admin_credentials('user_id', 'id');

CREATE OR REPLACE TRIGGER guard_admin_email_changes BEFORE INSERT OR UPDATE ON email_changes FOR EACH ROW
  WHEN (serves_customers()) EXECUTE FUNCTION guard_admin_credentials('user_id', 'id');

CREATE OR REPLACE TRIGGER guard_admin_identities BEFORE INSERT OR UPDATE OF provider, subject, user_id ON external_identities
  FOR EACH ROW WHEN (serves_customers()) EXECUTE FUNCTION guard_admin_credentials('user_id', 'id');
