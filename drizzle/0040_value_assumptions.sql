CREATE TABLE "value_assumptions" (
	"organization_id" uuid NOT NULL,
	"seconds_per_email" integer NOT NULL,
	"seconds_per_reply" integer NOT NULL,
	"hourly_rate" bigint NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "value_assumptions_organization_id_pk" PRIMARY KEY("organization_id")
);
--> statement-breakpoint
ALTER TABLE "value_assumptions" ADD CONSTRAINT "value_assumptions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;