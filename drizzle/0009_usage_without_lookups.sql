ALTER TABLE "usage_keys" DROP CONSTRAINT "usage_keys_organization_id_organizations_id_fk";
--> statement-breakpoint
-- usage_events is partitioned and unknown to drizzle-kit. Its foreign key and its second index cost every event more than
-- the event itself: what they were for is done by the trigger `forget_usage` and the primary key.
ALTER TABLE "usage_events" DROP CONSTRAINT "usage_events_organization_id_fk";--> statement-breakpoint
DROP INDEX "usage_events_meter_index";
