-- The directory is what platform admins search, filter and sort organizations by. Drizzle-kit made the tables; the extension, which
-- PostgreSQL trusts the database's owner to create, and the first rows are written by hand.
CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE TABLE "deletion_requests" (
	"organization_id" uuid PRIMARY KEY NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"requested_by" uuid,
	"reason" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"last_error" text
);
--> statement-breakpoint
CREATE TABLE "organization_directory" (
	"organization_id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"external_id" text,
	"domain" text,
	"profile" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"members" integer NOT NULL,
	"plan_key" text NOT NULL,
	"status" text,
	"suspended_at" timestamp with time zone,
	"trial_ends_at" timestamp with time zone NOT NULL,
	"interval" text,
	"renews_at" timestamp with time zone,
	"cancel_at" timestamp with time zone,
	"mrr" bigint NOT NULL,
	"currency" text,
	"search" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organization_notes" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"author_id" uuid,
	"text" text NOT NULL,
	"pinned" boolean NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "organization_notes_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"shared" boolean NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "saved_views_userId_name_unique" UNIQUE("user_id","name")
);
--> statement-breakpoint
ALTER TABLE "deletion_requests" ADD CONSTRAINT "deletion_requests_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deletion_requests" ADD CONSTRAINT "deletion_requests_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organization_directory" ADD CONSTRAINT "organization_directory_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organization_notes" ADD CONSTRAINT "organization_notes_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organization_notes" ADD CONSTRAINT "organization_notes_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deletion_requests_due_at_index" ON "deletion_requests" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "organization_directory_created_at_organization_id_index" ON "organization_directory" USING btree ("created_at","organization_id");--> statement-breakpoint
CREATE INDEX "organization_directory_mrr_organization_id_index" ON "organization_directory" USING btree ("mrr","organization_id");--> statement-breakpoint
CREATE INDEX "organization_directory_members_organization_id_index" ON "organization_directory" USING btree ("members","organization_id");--> statement-breakpoint
CREATE INDEX "organization_directory_name_index" ON "organization_directory" USING btree (lower("name"),"organization_id");--> statement-breakpoint
CREATE INDEX "organization_directory_search_index" ON "organization_directory" USING gin ("search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "users_email_search_index" ON "users" USING gin ("email" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "users_name_search_index" ON "users" USING gin ("name" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "invoices_stripe_invoice_id_index" ON "invoices" USING btree ("stripe_invoice_id");--> statement-breakpoint
CREATE INDEX "invoices_number_index" ON "invoices" USING btree ("number");--> statement-breakpoint
CREATE INDEX "usage_notices_open_limits" ON "usage_notices" USING btree ("organization_id") WHERE "usage_notices"."over_at" is null and "usage_notices"."step" in ('soft', 'refused', 'hard');--> statement-breakpoint
-- Custom from here on: one row for each organization, as the triggers keep it. Row-level security binds the owner too, who would
-- see no row here; the access rules force it again in the end.
ALTER TABLE "organizations" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "subscriptions" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "trials" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "suspensions" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "memberships" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
INSERT INTO "organization_directory" ("organization_id", "name", "external_id", "domain", "profile", "created_at", "members", "plan_key",
  "status", "suspended_at", "trial_ends_at", "interval", "renews_at", "cancel_at", "mrr", "currency", "search")
SELECT o.id, o.name, o.external_id, o.domain, o.profile, o.created_at,
  (SELECT count(*) FROM memberships m WHERE m.organization_id = o.id),
  COALESCE(s.plan_key, t.plan_key), s.status, x.suspended_at, COALESCE(s.trial_ends_at, t.ends_at),
  s.interval, s.current_period_end, s.cancel_at, s.mrr, s.currency,
  lower(concat_ws(E'\n', o.name, o.domain, o.external_id, o.id, s.stripe_customer_id, s.stripe_subscription_id))
FROM organizations o
  JOIN subscriptions s ON s.organization_id = o.id
  JOIN trials t ON t.organization_id = o.id
  LEFT JOIN suspensions x ON x.organization_id = o.id;--> statement-breakpoint
ALTER TABLE "organizations" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "subscriptions" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "trials" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "suspensions" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "memberships" FORCE ROW LEVEL SECURITY;
