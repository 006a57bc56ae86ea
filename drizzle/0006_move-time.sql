CREATE TABLE "time_machine" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"shift_seconds" bigint DEFAULT 0 NOT NULL,
	"journey" jsonb,
	CONSTRAINT "time_machine_one_row" CHECK ("time_machine"."only")
);
