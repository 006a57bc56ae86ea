-- Whether an enabled webhook endpoint is subscribed to a type of event. Runs with the owner's rights: those who cause an event can't
-- read the endpoints.
CREATE OR REPLACE FUNCTION awaits_webhook(event text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM webhook_endpoints WHERE event = ANY (events) AND disabled_at IS NULL)
$$;
