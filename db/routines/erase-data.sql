-- What ends the retention of rows that no role may change or delete. They run with the owner's privileges, and the platform role
-- alone may call them (db/access.ts).

-- Deletes the rows of an audit chain up to a number. The caller seals the new start of the chain, without which the gap is
-- reported as a break.
CREATE OR REPLACE FUNCTION trim_audit_log(chain uuid, through bigint) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  tenant_before text := current_setting('app.current_organization_id', true);
  removed integer;
BEGIN
  PERFORM set_config('app.current_organization_id', chain::text, true);
  DELETE FROM audit_log WHERE organization_id = chain AND seq <= through;
  GET DIAGNOSTICS removed = ROW_COUNT;
  DELETE FROM audit_personal WHERE organization_id = chain AND seq <= through;
  PERFORM set_config('app.current_organization_id', COALESCE(tenant_before, ''), true);
  RETURN removed;
END $$;

-- Deletes events that were handled. Those that weren't are still due.
CREATE OR REPLACE FUNCTION delete_stripe_events(ids text[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  removed integer;
BEGIN
  DELETE FROM stripe_events WHERE id = ANY (ids) AND handled_at IS NOT NULL;
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;

-- Erases texts from what Stripe said about these customers: each JSON string that equals one of them. Without texts, all that
-- Stripe said; the event's id, type and times stay.
CREATE OR REPLACE FUNCTION erase_in_stripe_events(customers text[], texts text[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  erased integer := 0;
  part integer;
  quoted text;
BEGIN
  IF texts IS NULL THEN
    UPDATE stripe_events SET payload = '{}' WHERE customer_id = ANY (customers) AND payload <> '{}';
    GET DIAGNOSTICS erased = ROW_COUNT;
    RETURN erased;
  END IF;
  FOREACH quoted IN ARRAY (SELECT array_agg(to_json(t)::text) FROM unnest(texts) t) LOOP
    UPDATE stripe_events SET payload = replace(payload::text, quoted, '"(erased)"')::jsonb
    WHERE customer_id = ANY (customers) AND position(quoted IN payload::text) > 0;
    GET DIAGNOSTICS part = ROW_COUNT;
    erased := erased + part;
  END LOOP;
  RETURN erased;
END $$;
