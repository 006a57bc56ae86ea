ALTER TABLE "movements" DROP CONSTRAINT "movements_organization_id_subscriptions_organization_id_fk";
--> statement-breakpoint
ALTER TABLE "webhook_messages" DROP CONSTRAINT "webhook_messages_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "impersonator_session_id" uuid;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "impersonated_organization_id" uuid;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "verify_by" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_impersonator_session_id_sessions_id_fk" FOREIGN KEY ("impersonator_session_id") REFERENCES "public"."sessions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_messages" ADD CONSTRAINT "webhook_messages_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sessions_impersonations" ON "sessions" USING btree ("expires") WHERE "sessions"."impersonator_id" is not null;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_one_impersonation" UNIQUE("impersonator_session_id");--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "impersonation_whole" CHECK (("sessions"."impersonator_id" is null) = ("sessions"."impersonation_reason" is null)
        and ("sessions"."impersonator_id" is null) = ("sessions"."impersonated_organization_id" is null)
        and ("sessions"."impersonator_id" is not null or "sessions"."impersonator_session_id" is null));--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "impersonation_of_another" CHECK ("sessions"."impersonator_id" is null or "sessions"."impersonator_id" <> "sessions"."user_id");