import { operations, serve } from "@/lib/api";
import { createSignUpLink } from "@/lib/tenancy";

export const POST = serve(operations.createSignUpLink, ({ reporter, body }) => createSignUpLink(reporter.actor, body));
