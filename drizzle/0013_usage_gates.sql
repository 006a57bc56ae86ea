CREATE TABLE "usage_gates" (
	"organization_id" uuid PRIMARY KEY NOT NULL
);
--> statement-breakpoint
ALTER TABLE "usage_gates" ADD CONSTRAINT "usage_gates_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
-- Row-level security binds the owner too; every migration forces it again.
ALTER TABLE "organizations" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
INSERT INTO "usage_gates" ("organization_id") SELECT "id" FROM "organizations";--> statement-breakpoint
ALTER TABLE "organizations" FORCE ROW LEVEL SECURITY;