import { operations, otherMethods, serve } from "@/lib/api";
import { createSignUpLink } from "@/lib/tenancy";

export const POST = serve(operations.createSignUpLink, ({ reporter, body }) => createSignUpLink(reporter.actor, body));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods("POST");
