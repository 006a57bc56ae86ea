CREATE TABLE "sso_connections" (
	"organization_id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"issuer" text NOT NULL,
	"sign_on_url" text,
	"certificates" text[] DEFAULT '{}' NOT NULL,
	"client_id" text,
	"client_secret" text,
	"default_role" text NOT NULL,
	"tested_at" timestamp with time zone,
	"enabled_at" timestamp with time zone,
	"required_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sso_connection_whole" CHECK (("sso_connections"."kind" <> 'saml' or ("sso_connections"."sign_on_url" is not null and cardinality("sso_connections"."certificates") > 0))
        and ("sso_connections"."kind" <> 'oidc' or ("sso_connections"."client_id" is not null and "sso_connections"."client_secret" is not null))),
	CONSTRAINT "sso_required_is_enabled" CHECK ("sso_connections"."required_at" is null or "sso_connections"."enabled_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "sso_domain_claims" (
	"domain" text PRIMARY KEY NOT NULL,
	"claimed_for" uuid NOT NULL,
	"claimed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sso_domains" (
	"organization_id" uuid NOT NULL,
	"domain" text NOT NULL,
	"proof" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"verified_at" timestamp with time zone,
	CONSTRAINT "sso_domains_organization_id_domain_pk" PRIMARY KEY("organization_id","domain")
);
--> statement-breakpoint
CREATE TABLE "sso_identities" (
	"organization_id" uuid NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"user_id" uuid NOT NULL,
	"email" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sso_identities_organization_id_issuer_subject_pk" PRIMARY KEY("organization_id","issuer","subject"),
	CONSTRAINT "sso_identities_organizationId_userId_unique" UNIQUE("organization_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "sso_requests" (
	"organization_id" uuid NOT NULL,
	"id" text NOT NULL,
	"purpose" text NOT NULL,
	"browser_hash" text NOT NULL,
	"tested_by" uuid,
	"next" text NOT NULL,
	"nonce" text,
	"code_verifier" text,
	"created_at" timestamp with time zone NOT NULL,
	"expires" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone,
	"assertion_id" text,
	"profile" jsonb,
	"finished_at" timestamp with time zone,
	"received" jsonb,
	CONSTRAINT "sso_requests_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "sso_requests_organizationId_assertionId_unique" UNIQUE("organization_id","assertion_id")
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "sso_organization_id" uuid;--> statement-breakpoint
ALTER TABLE "sso_connections" ADD CONSTRAINT "sso_connections_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sso_domain_claims" ADD CONSTRAINT "sso_domain_claims_claimed_for_organizations_id_fk" FOREIGN KEY ("claimed_for") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sso_domains" ADD CONSTRAINT "sso_domains_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sso_identities" ADD CONSTRAINT "sso_identities_organization_id_user_id_memberships_organization_id_user_id_fk" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."memberships"("organization_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sso_requests" ADD CONSTRAINT "sso_requests_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sso_requests_expires_index" ON "sso_requests" USING btree ("expires");--> statement-breakpoint
CREATE INDEX "sessions_single_sign_on" ON "sessions" USING btree ("sso_organization_id") WHERE "sessions"."sso_organization_id" is not null;