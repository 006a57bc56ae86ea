import type { NextRequest } from "next/server";
import { otherMethods } from "@/lib/api/other-methods";
import { handlers } from "@/lib/auth/sign-in/next-auth";
import { notFound } from "@/lib/errors";
import { problem } from "@/lib/http";

/** What Auth.js serves with our provider. It answers other paths with a 400 in its own format. */
const paths = /^\/api\/auth\/(session|csrf|providers|error|signin(\/credentials)?|callback\/credentials|signout)$/;

const byAuth = (handle: (request: NextRequest) => Promise<Response>) => async (request: NextRequest) =>
  paths.test(request.nextUrl.pathname) ? handle(request) : problem(notFound("endpoint"));

export const GET = byAuth(handlers.GET);
export const POST = byAuth(handlers.POST);

export const { DELETE, OPTIONS, PATCH, PUT } = otherMethods("GET", "POST");
