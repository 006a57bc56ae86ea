-- The thresholds "call" and "email" are called "warning" and "critical"; an email template is spelled "canceled", a feature
-- "labeling". The stored names follow: notices, the outbox, whose unsent rows are checked against the templates when they are
-- sent, and overrides. The audit log keeps the old names, because its rows are hashed.
SET LOCAL lock_timeout = '10s';--> statement-breakpoint
-- Row-level security binds the owner too, who would see no row here.
ALTER TABLE "usage_notices" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "usage_notices" SET "step" = CASE "step" WHEN 'call' THEN 'warning' ELSE 'critical' END WHERE "step" IN ('call', 'email');--> statement-breakpoint
ALTER TABLE "usage_notices" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "entitlement_overrides" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "entitlement_overrides" SET "name" = 'white_labeling' WHERE "kind" = 'feature' AND "name" = 'white_labelling';--> statement-breakpoint
ALTER TABLE "entitlement_overrides" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "emails" SET "template" = 'subscription-canceled' WHERE "template" = 'subscription-cancelled';--> statement-breakpoint
UPDATE "emails" SET "props" = jsonb_set("props", '{step}', CASE "props"->>'step' WHEN 'call' THEN '"warning"'::jsonb ELSE '"critical"'::jsonb END)
  WHERE "template" = 'limit-reached' AND "props"->>'step' IN ('call', 'email');
